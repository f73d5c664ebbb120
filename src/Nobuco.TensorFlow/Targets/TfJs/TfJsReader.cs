using System.Text.Json;
using Google.Protobuf;
using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>Reads graph-models.</summary>
internal static class TfJsReader
{
    private static readonly JsonParser _parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <param name="folder">The folder of <c>model.json</c>.</param>
    /// <exception cref="InvalidGraphDefException">It is no graph-model, or damaged.</exception>
    public static GraphDefModel Read(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, TfJsFiles.Model)));
            JsonElement root = document.RootElement;
            if (root.GetProperty("format").GetString() is not "graph-model" and var format)
                throw new InvalidGraphDefException($"The model is a {format}, no graph-model.");
            var constants = new Dictionary<string, Tensor>();
            foreach (JsonElement group in root.GetProperty("weightsManifest").EnumerateArray())
                ReadGroup(group, folder, constants);
            return new GraphDefModel(Message<Protobuf.GraphDef>(root, "modelTopology"), constants, Message<Protobuf.SignatureDef>(root, "signature"));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or InvalidProtocolBufferException or InvalidJsonException)
        {
            throw new InvalidGraphDefException($"{TfJsFiles.Model} is damaged: {error.Message}");
        }
    }

    private static T Message<T>(JsonElement root, string name) where T : IMessage, new() => _parser.Parse<T>(root.GetProperty(name).GetRawText());

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
