using System.Text.Json;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>The <c>weightsManifest</c> of models of both kinds, and the shards that it tells of.</summary>
internal static class TfJsWeights
{
    /// <summary>Writes the shards into a folder and the manifest as a property.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, Tensor>> tensors, string folder, WeightQuantization quantization)
    {
        StoredWeight[] weights = [.. tensors.Select(weight => StoredWeight.Of(weight.Key, weight.Value, quantization))];
        WriteManifest(json, weights, WriteShards(weights, folder));
    }

    /// <summary>The tensors that the manifest of a <c>model.json</c> lists.</summary>
    public static Dictionary<string, Tensor> Read(JsonElement model, string folder)
    {
        var constants = new Dictionary<string, Tensor>();
        foreach (JsonElement group in model.GetProperty("weightsManifest").EnumerateArray())
            ReadGroup(group, folder, constants);
        return constants;
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

    private static void ReadGroup(JsonElement group, string folder, Dictionary<string, Tensor> constants)
    {
        string[] shards = [.. group.GetProperty("paths").EnumerateArray().Select(path => Path.Combine(folder, path.GetString()!))];
        var bytes = new ShardedBytes(shards);
        long offset = 0;
        foreach (JsonElement weight in group.GetProperty("weights").EnumerateArray())
        {
            DType dtype = DTypes.Parse(weight.GetProperty("dtype").GetString()!);
            Seq<long> shape = [.. weight.GetProperty("shape").EnumerateArray().Select(static size => size.GetInt64())];
            bool isQuantized = weight.TryGetProperty("quantization", out JsonElement quantization);
            DType stored = isQuantized ? DTypes.Parse(quantization.GetProperty("dtype").GetString()!) : dtype;
            TensorStorage storage = bytes.Read(offset, ShapeMath.Product(shape) * stored.Size());
            offset += storage.ByteLength;
            var tensor = new Tensor(storage, stored, shape, ShapeMath.ContiguousStrides(shape), 0);
            constants.Add(weight.GetProperty("name").GetString()!, isQuantized ? Decoded(tensor, quantization) : tensor);
        }
    }

    /// <summary>code · scale + min, as TensorFlow.js computes it.</summary>
    private static Tensor Decoded(Tensor codes, JsonElement quantization)
    {
        if (!quantization.TryGetProperty("scale", out JsonElement scale))
            return codes.Cast(DType.Float32);
        (double factor, double min) = (scale.GetDouble(), quantization.GetProperty("min").GetDouble());
        return Tensor.From(Array.ConvertAll(codes.ToArray<double>(), code => (float)((code * factor) + min)), codes.Shape);
    }
}
