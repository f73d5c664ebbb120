using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nobuco.Tensors;

namespace Nobuco.Testing.Runtimes.Hosting;

/// <summary>
/// What a process with a runtime is asked and answers: two little-endian 32-bit lengths, a JSON object (this record), then raw bytes
/// (a model as <see cref="IModelRuntime.Load"/> takes it, or the elements of <see cref="Inputs"/> or <see cref="Outputs"/> one after the other).
/// </summary>
/// <remarks>
/// <c>name</c> ⇒ Name; <c>load</c> + model ⇒ Model, Inputs, Outputs; <c>run</c> Model, Inputs + elements ⇒ Outputs + elements; <c>delete</c> Model ⇒ nothing.
/// An answer with Error is a refusal. What is said meanwhile on standard error ends with a line of <see cref="EndOfCall"/>.
/// </remarks>
internal sealed record Message
{
    public const string EndOfCall = "--- end of call";

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string? Call { get; init; }

    public string? Name { get; init; }

    public int? Model { get; init; }

    public IReadOnlyList<WireTensor>? Inputs { get; init; }

    public IReadOnlyList<WireTensor>? Outputs { get; init; }

    public string? Error { get; init; }

    [JsonIgnore]
    public byte[] Payload { get; init; } = [];

    public void Write(Stream stream)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this, s_options);
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, json.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], Payload.Length);
        stream.Write(head);
        stream.Write(json);
        stream.Write(Payload);
        stream.Flush();
    }

    /// <summary>The next message, or null at the stream's end.</summary>
    public static Message? Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[8];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        byte[] json = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
        byte[] payload = new byte[BinaryPrimitives.ReadInt32LittleEndian(head[4..])];
        stream.ReadExactly(json);
        stream.ReadExactly(payload);
        return JsonSerializer.Deserialize<Message>(json, s_options)! with { Payload = payload };
    }
}

/// <summary>A <see cref="TensorInfo"/> in JSON.</summary>
internal sealed record WireTensor(string Name, string DType, long[] Shape)
{
    public static IReadOnlyList<WireTensor> Of(IEnumerable<TensorInfo> tensors) =>
        [.. tensors.Select(tensor => new WireTensor(tensor.Name, tensor.DType.Name(), tensor.Shape.ToArray()))];

    public static IReadOnlyList<WireTensor> Of(IEnumerable<Tensor> tensors) =>
        Of(tensors.Select(tensor => new TensorInfo("", tensor.DType, tensor.Shape)));

    public TensorInfo ToInfo() => new(Name, DTypes.Parse(DType), [.. Shape]);

    public static byte[] Bytes(IEnumerable<Tensor> tensors)
    {
        using var bytes = new MemoryStream();
        foreach (Tensor tensor in tensors)
            bytes.Write(tensor.Contiguous().ReadOnlyBytes());
        return bytes.ToArray();
    }

    public static IReadOnlyList<Tensor> Tensors(IReadOnlyList<WireTensor> described, ReadOnlySpan<byte> bytes)
    {
        List<Tensor> result = [];
        foreach (TensorInfo info in described.Select(tensor => tensor.ToInfo()))
        {
            Tensor tensor = Tensor.Empty(info.DType, info.Shape);
            int size = (int)tensor.ByteCount;
            bytes[..size].CopyTo(tensor.Storage.Bytes(0, size));
            bytes = bytes[size..];
            result.Add(tensor);
        }
        return result;
    }
}
