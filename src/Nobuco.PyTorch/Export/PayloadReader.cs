using System.Text.Json;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Export;

/// <summary>
/// Reads the weights of PyTorch 2.9 and later: a JSON of names, and a raw record for every storage. A record is the whole storage;
/// sizes, strides and offset (in elements) say which part of it a tensor is.
/// </summary>
internal static class PayloadReader
{
    /// <exception cref="InvalidModelException">The JSON or a record is damaged.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(ZipArchiveFile zip, string configRecord, string folder)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(zip.ReadText(configRecord));
            return Read(zip, document.RootElement.GetProperty("config"), folder);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw ModelErrors.Program($"the record '{configRecord}' is not understood. {exception.Message}", exception);
        }
    }

    private static Dictionary<string, Tensor> Read(ZipArchiveFile zip, JsonElement config, string folder)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var records = new Dictionary<string, TensorStorage>(StringComparer.Ordinal);
        long available = 0, needed = 0;
        foreach (JsonProperty entry in config.EnumerateObject())
        {
            string record = folder + entry.Value.GetProperty("path_name").GetString();
            if (!records.TryGetValue(record, out TensorStorage? bytes))
                records.Add(record, bytes = zip.Open(record));
            if (ReadTensor(entry, bytes) is not { } tensor)
                continue;
            tensors[entry.Name] = tensor;
            (available, needed) = (available + bytes.ByteLength, needed + tensor.Count);
        }
        return available == 0 && needed > 0 ? throw ModelErrors.Stripped() : tensors;
    }

    /// <returns>Null for objects that are no tensors.</returns>
    private static Tensor? ReadTensor(JsonProperty entry, TensorStorage bytes)
    {
        JsonElement meta = entry.Value.GetProperty("tensor_meta");
        if (meta.ValueKind == JsonValueKind.Null)
            return null;
        if (entry.Value.TryGetProperty("use_pickle", out JsonElement usePickle) && usePickle.GetBoolean())
            return TorchSave.Read(bytes) as Tensor ?? throw ModelErrors.Unsupported($"The tensor '{entry.Name}' is no plain tensor.", "Export the model without tensor subclasses.");
        JsonElement type = meta.GetProperty("dtype");
        DType dtype = ScalarTypes.FromExport(type.ToString()) ?? throw ModelErrors.Unsupported($"The element type {type} of the tensor '{entry.Name}' is not supported.");
        Seq<long> sizes = Integers(meta.GetProperty("sizes")), strides = Integers(meta.GetProperty("strides"));
        long offset = Integer(meta.GetProperty("storage_offset"));
        return bytes.ByteLength == 0 && sizes.All(size => size > 0)
            ? Tensor.Zeros(dtype, Seq.Repeat(1L, sizes.Count)).BroadcastTo(sizes)
            : bytes.View(entry.Name, dtype, sizes, strides, offset);
    }

    private static Seq<long> Integers(JsonElement list) => list.EnumerateArray().Select(Integer).ToSeq();

    private static long Integer(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetInt64() : value.GetProperty("as_int").GetInt64();
}
