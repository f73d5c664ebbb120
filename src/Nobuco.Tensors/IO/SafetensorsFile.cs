using System.Buffers.Binary;
using System.Text.Json;
using Nobuco.Tensors.Storage;

namespace Nobuco.Tensors.IO;

/// <summary>
/// A <c>.safetensors</c> file: the length of a JSON header, the header, and the elements. Its tensors are views of the mapped file.
/// </summary>
public static class SafetensorsFile
{
    private const int LengthBytes = 8;
    private const int Alignment = 8;
    private const string MetadataName = "__metadata__";

    /// <summary>The tensors by name, in the order of the header.</summary>
    /// <exception cref="InvalidFormatException">The file is broken, or is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        long length = new FileInfo(path).Length;
        if (length < LengthBytes)
            throw new InvalidFormatException($"'{path}' is no .safetensors file: it has {length} bytes.");
        var file = new MappedFile(path);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, LengthBytes).Bytes(0, LengthBytes));
        if (headerLength > (ulong)(file.Length - LengthBytes) || headerLength > (ulong)Array.MaxLength)
            throw new InvalidFormatException($"'{path}' is no .safetensors file: its header would have {headerLength} bytes.");
        Span<byte> header = file.Slice(LengthBytes, (long)headerLength).Bytes(0, (int)headerLength);
        try
        {
            return ReadTensors(header, file, LengthBytes + (long)headerLength, path);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidFormatException($"The header of '{path}' is broken: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the tensors in their order. Equal tensors give equal bytes.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        List<KeyValuePair<string, Tensor>> items = [.. tensors];
        byte[] header = WriteHeader(items);
        using FileStream stream = File.Create(path);
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach ((_, Tensor tensor) in items)
            stream.Write(tensor.Contiguous().ReadOnlyBytes());
    }

    private static OrderedDictionary<string, Tensor> ReadTensors(ReadOnlySpan<byte> header, MappedFile file, long dataStart, string path)
    {
        var reader = new Utf8JsonReader(header);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        var tensors = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (property.Name != MetadataName)
                tensors[property.Name] = ReadTensor(property, file, dataStart, path);
        }
        return tensors;
    }

    private static Tensor ReadTensor(JsonProperty property, MappedFile file, long dataStart, string path)
    {
        if (!property.Value.TryGetProperty("dtype", out JsonElement type) || !property.Value.TryGetProperty("shape", out JsonElement sizes) ||
            !property.Value.TryGetProperty("data_offsets", out JsonElement offsets) || offsets.GetArrayLength() != 2)
        {
            throw new InvalidFormatException($"The tensor '{property.Name}' of '{path}' lacks its type, shape or offsets.");
        }
        DType dtype = ElementType(type.GetString())
            ?? throw new InvalidFormatException($"The tensor '{property.Name}' of '{path}' has the unknown type '{type}'.");
        Seq<long> shape = sizes.EnumerateArray().Select(size => size.GetInt64()).ToSeq();
        long start = offsets[0].GetInt64(), end = offsets[1].GetInt64();
        if (shape.Any(size => size < 0) || start < 0 || end > file.Length - dataStart || end - start != checked(ShapeMath.Product(shape) * dtype.Size()))
            throw new InvalidFormatException($"The tensor '{property.Name}' of '{path}' does not fit its bytes [{start}, {end}).");
        return new Tensor(file.Slice(dataStart + start, end - start), dtype, shape, ShapeMath.ContiguousStrides(shape), 0);
    }

    private static byte[] WriteHeader(List<KeyValuePair<string, Tensor>> tensors)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            long offset = 0;
            foreach ((string name, Tensor tensor) in tensors)
            {
                WriteEntry(writer, name, tensor, offset);
                offset += tensor.ByteCount;
            }
            writer.WriteEndObject();
        }
        // Spaces up to a multiple of 8 keep the elements aligned.
        while (stream.Length % Alignment != 0)
            stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter writer, string name, Tensor tensor, long offset)
    {
        writer.WriteStartObject(name);
        writer.WriteString("dtype", ElementTypeName(tensor.DType));
        writer.WriteStartArray("shape");
        foreach (long size in tensor.Shape)
            writer.WriteNumberValue(size);
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(offset);
        writer.WriteNumberValue(offset + tensor.ByteCount);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string ElementTypeName(DType dtype) => dtype == DType.Bool ? "BOOL" : dtype.ShortName().ToUpperInvariant();

    private static DType? ElementType(string? name)
    {
        foreach (DType dtype in Enum.GetValues<DType>())
        {
            if (ElementTypeName(dtype) == name)
                return dtype;
        }
        return null;
    }
}
