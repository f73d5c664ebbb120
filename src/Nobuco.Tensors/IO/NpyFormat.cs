using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Nobuco.Tensors.IO;

/// <summary>NumPy's <c>.npy</c>: a magic number, a header that is a Python dictionary, and the elements (numpy.lib.format).</summary>
internal static class NpyFormat
{
    private const int PreambleLength = 8;
    private const int HeaderAlignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The array in <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidFormatException">The bytes are no array, or one of Python objects or of records.</exception>
    public static Tensor Read(ReadOnlySpan<byte> bytes, string name)
    {
        NpyHeader header = ReadHeader(bytes, name, out int start);
        long needed = ByteCount(header, name);
        if (bytes.Length - start < needed)
            throw new InvalidFormatException($"The array '{name}' ends after {bytes.Length - start} of {needed} bytes.");
        Seq<long> shape = header.FortranOrder ? [.. header.Shape.Reverse()] : header.Shape;
        Tensor result = Tensor.Empty(header.DType, shape);
        CopyElements(bytes.Slice(start, (int)needed), result, header.BigEndian);
        return header.FortranOrder ? result.Permute([.. Enumerable.Range(0, shape.Count).Reverse()]) : result;
    }

    public static void Write(Stream stream, Tensor tensor)
    {
        string shape = string.Concat(tensor.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture) + ", "));
        shape = tensor.Rank == 1 ? shape.TrimEnd() : shape.TrimEnd(' ', ',');
        string header = $"{{'descr': '{NpyHeader.Description(tensor.DType)}', 'fortran_order': False, 'shape': ({shape}), }}";
        int length = PreambleLength + 2 + header.Length + 1;
        header = header.PadRight(header.Length + ((HeaderAlignment - (length % HeaderAlignment)) % HeaderAlignment)) + '\n';

        stream.Write(Magic);
        stream.Write([1, 0]);
        Span<byte> size = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(size, checked((ushort)header.Length));
        stream.Write(size);
        stream.Write(Encoding.Latin1.GetBytes(header));
        stream.Write(Storable(tensor).Contiguous().ReadOnlyBytes());
    }

    /// <summary>NumPy has no bfloat16: such tensors are written as float32.</summary>
    private static Tensor Storable(Tensor tensor) => tensor.DType == DType.BFloat16 ? tensor.Cast(DType.Float32) : tensor;

    private static NpyHeader ReadHeader(ReadOnlySpan<byte> bytes, string name, out int start)
    {
        if (bytes.Length < PreambleLength + 4 || !bytes.StartsWith(Magic))
            throw new InvalidFormatException($"'{name}' is no NumPy array.");
        bool isLong = bytes[6] >= 2;
        start = PreambleLength + (isLong ? 4 : 2);
        long length = isLong ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[PreambleLength..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[PreambleLength..]);
        if (length > bytes.Length - start)
            throw new InvalidFormatException($"The header of the array '{name}' is truncated.");
        NpyHeader header = NpyHeader.Parse(Encoding.UTF8.GetString(bytes.Slice(start, (int)length)), name);
        start += (int)length;
        return header;
    }

    private static long ByteCount(NpyHeader header, string name)
    {
        try
        {
            return checked(ShapeMath.Product(header.Shape) * header.DType.Size());
        }
        catch (OverflowException exception)
        {
            throw new InvalidFormatException($"The array '{name}' has the impossible shape {header.Shape}.", exception);
        }
    }

    private static unsafe void CopyElements(ReadOnlySpan<byte> from, Tensor to, bool bigEndian)
    {
        var target = new Span<byte>(to.Address, from.Length);
        from.CopyTo(target);
        if (!bigEndian)
            return;
        int size = to.DType.IsComplex() ? to.DType.Size() / 2 : to.DType.Size();
        for (int i = 0; i < target.Length; i += size)
            target.Slice(i, size).Reverse();
    }
}
