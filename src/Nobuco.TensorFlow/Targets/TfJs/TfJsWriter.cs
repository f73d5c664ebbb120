using System.Text.Json;
using Google.Protobuf;
using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>Writes a GraphDef as a graph-model. The graph and its signature are the JSON form of their protobuf messages; the elements of constants are in the shards.</summary>
internal static class TfJsWriter
{
    /// <param name="folder">A folder that is there.</param>
    public static void Write(GraphDefModel model, string folder, WeightQuantization quantization)
    {
        StoredWeight[] weights = [.. model.Constants.Select(constant => StoredWeight.Of(constant.Key, constant.Value, quantization))];
        int shards = WriteShards(weights, folder);
        using FileStream stream = File.Create(Path.Combine(folder, TfJsFiles.Model));
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("format", "graph-model");
        json.WriteString("generatedBy", "PyTorch");
        json.WriteString(TfJsFiles.ConvertedBy, Producer.Name);
        json.WriteStartObject("signature");
        WritePorts(json, "inputs", model.Signature.Inputs);
        WritePorts(json, "outputs", model.Signature.Outputs);
        json.WriteEndObject();
        WriteMessage(json, "modelTopology", model.Graph);
        WriteManifest(json, weights, shards);
        json.WriteEndObject();
    }

    /// <summary>Also where there are none, which the JSON form of a message leaves out.</summary>
    private static void WritePorts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, Protobuf.TensorInfo>> ports)
    {
        json.WriteStartObject(name);
        foreach ((string port, Protobuf.TensorInfo info) in ports)
            WriteMessage(json, port, info);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, IMessage message)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(JsonFormatter.Default.Format(message));
    }

    private static void WriteManifest(Utf8JsonWriter json, StoredWeight[] weights, int shards)
    {
        json.WriteStartArray("weightsManifest");
        json.WriteStartObject();
        json.WriteStartArray("paths");
        for (int i = 0; i < shards; i++)
            json.WriteStringValue(TfJsFiles.ShardName(i, shards));
        json.WriteEndArray();
        json.WriteStartArray("weights");
        foreach (StoredWeight weight in weights)
            WriteWeight(json, weight);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteWeight(Utf8JsonWriter json, StoredWeight weight)
    {
        json.WriteStartObject();
        json.WriteString("name", weight.Name);
        json.WriteStartArray("shape");
        foreach (long size in weight.Tensor.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteString("dtype", weight.Tensor.DType.Name());
        if (weight.Stored != weight.Tensor.DType)
        {
            json.WriteStartObject("quantization");
            json.WriteString("dtype", weight.Stored.Name());
            if (weight is { Scale: { } scale, Min: { } min })
            {
                json.WriteNumber("min", min);
                json.WriteNumber("scale", scale);
            }
            json.WriteString("original_dtype", weight.Tensor.DType.Name());
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>All weights one after the other, cut into shards regardless of where tensors end.</summary>
    /// <returns>How many shards there are.</returns>
    private static int WriteShards(StoredWeight[] weights, string folder)
    {
        int count = (int)((weights.Sum(static w => w.ByteCount) + TfJsFiles.ShardBytes - 1) / TfJsFiles.ShardBytes);
        int next = 0;
        FileStream? shard = null;
        foreach (Tensor piece in weights.SelectMany(static w => w.Pieces()))
        {
            ReadOnlySpan<byte> bytes = piece.Contiguous().ReadOnlyBytes();
            while (bytes.Length > 0)
            {
                if (shard is null || shard.Position == TfJsFiles.ShardBytes)
                {
                    shard?.Dispose();
                    shard = File.Create(Path.Combine(folder, TfJsFiles.ShardName(next++, count)));
                }
                int fitting = (int)Math.Min(bytes.Length, TfJsFiles.ShardBytes - shard.Position);
                shard.Write(bytes[..fitting]);
                bytes = bytes[fitting..];
            }
        }
        shard?.Dispose();
        return next;
    }
}
