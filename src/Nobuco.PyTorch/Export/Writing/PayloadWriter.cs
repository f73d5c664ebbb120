using System.Text.Json;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Export.Writing;

/// <summary>Writes tensors as <see cref="PayloadReader"/> reads them: every storage whole and once per element type, and a JSON that says where in it each tensor lies.</summary>
internal static class PayloadWriter
{
    /// <param name="folder"><c>data/weights/</c></param>
    /// <param name="prefix">Of the records' names: <c>weight_</c>.</param>
    public static void Write(ZipWriter zip, string folder, string prefix, string configRecord, IEnumerable<(ProgramTensor Tensor, bool RequiresGradient)> tensors)
    {
        var records = new Dictionary<(TensorStorage, DType), string>();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("config");
            foreach ((ProgramTensor tensor, bool requiresGradient) in tensors)
            {
                (TensorStorage, DType) key = (tensor.Tensor.Storage, tensor.Tensor.DType);
                if (!records.TryGetValue(key, out string? record))
                {
                    records.Add(key, record = $"{prefix}{records.Count}");
                    zip.Add(folder + record, tensor.Tensor.Storage);
                }
                Entry(json, tensor, record, requiresGradient);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        zip.Add(folder + configRecord, stream.ToArray());
    }

    private static void Entry(Utf8JsonWriter json, ProgramTensor tensor, string record, bool requiresGradient)
    {
        json.WriteStartObject(tensor.QualifiedName);
        json.WriteString("path_name", record);
        json.WriteBoolean("is_param", tensor.Kind == ValueKind.Parameter);
        json.WriteBoolean("use_pickle", false);
        json.WriteStartObject("tensor_meta");
        json.WriteNumber("dtype", ScalarTypes.ToExport(tensor.Tensor.DType));
        Integers(json, "sizes", tensor.Tensor.Shape);
        json.WriteBoolean("requires_grad", requiresGradient);
        json.WriteStartObject("device");
        json.WriteString("type", "cpu");
        json.WriteNull("index");
        json.WriteEndObject();
        Integers(json, "strides", tensor.Tensor.Strides);
        json.WritePropertyName("storage_offset");
        Integer(json, tensor.Tensor.Offset);
        json.WriteNumber("layout", 7);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Integers(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (long value in values)
            Integer(json, value);
        json.WriteEndArray();
    }

    private static void Integer(Utf8JsonWriter json, long value)
    {
        json.WriteStartObject();
        json.WriteNumber("as_int", value);
        json.WriteEndObject();
    }
}
