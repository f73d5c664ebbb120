using System.Text;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Hdf5;

/// <summary>The numbers of the header messages that are written and read (HDF5 file format 3.0, IV.A.2).</summary>
internal enum HdfMessageKind
{
    Dataspace = 0x01,
    LinkInfo = 0x02,
    DataType = 0x03,
    FillValue = 0x05,
    Link = 0x06,
    Layout = 0x08,
    GroupInfo = 0x0A,
    Attribute = 0x0C,
    Continuation = 0x10,
    SymbolTable = 0x11,
    AttributeInfo = 0x15,
}

/// <summary>The bytes of header messages, little-endian and without padding, as object headers of version 2 hold them.</summary>
internal static class HdfMessages
{
    /// <summary>An address that says "nowhere".</summary>
    public const ulong Undefined = ulong.MaxValue;

    private const int ScalarSpace = 0, SimpleSpace = 1;

    public static byte[] Dataspace(Seq<long>? shape) => Bytes(w =>
    {
        w.Write([2, (byte)(shape?.Count ?? 0), 0, shape is { Count: > 0 } ? (byte)SimpleSpace : (byte)ScalarSpace]);
        foreach (long size in shape ?? [])
            w.Write(size);
    });

    public static byte[] DataType(DType dtype) => dtype switch
    {
        DType.Float16 => Float(0x0F, 2, 10, 5, 15),
        DType.Float32 => Float(0x1F, 4, 23, 8, 127),
        DType.Float64 => Float(0x3F, 8, 52, 11, 1023),
        DType.Bool or DType.UInt8 => Integer(1, isSigned: false),
        _ => Integer(dtype.Size(), isSigned: true),
    };

    /// <summary>Strings of <paramref name="length"/> bytes, padded with zeros.</summary>
    public static byte[] FixedString(int length) => Bytes(w =>
    {
        w.Write([0x13, 0x11, 0, 0]);
        w.Write(length);
    });

    /// <summary>A UTF-8 string of any length; its bytes are in a global heap.</summary>
    public static byte[] VariableString() => Bytes(w =>
    {
        w.Write([0x19, 0x01, 0x01, 0]);
        w.Write(16);
        w.Write([0x13, 0x10, 0, 0]);
        w.Write(1);
    });

    /// <summary>Storage is allocated late, and nothing is filled in.</summary>
    public static byte[] NoFillValue() => [3, 0x0A];

    public static byte[] ContiguousLayout(ulong address, long size) => Bytes(w =>
    {
        w.Write([3, 1]);
        w.Write(address);
        w.Write(size);
    });

    /// <summary>All links of a group are messages of its header.</summary>
    public static byte[] CompactLinks() => Bytes(w =>
    {
        w.Write([0, 0]);
        w.Write(Undefined);
        w.Write(Undefined);
    });

    public static byte[] HardLink(string name, ulong address) => Bytes(w =>
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        w.Write([1, text.Length < 256 ? (byte)0x10 : (byte)0x11, 1]);
        if (text.Length < 256)
            w.Write((byte)text.Length);
        else
            w.Write(checked((ushort)text.Length));
        w.Write(text);
        w.Write(address);
    });

    public static byte[] Attribute(string name, byte[] dataType, byte[] dataspace, byte[] value) => Bytes(w =>
    {
        byte[] text = Encoding.UTF8.GetBytes(name + '\0');
        w.Write([3, 0]);
        w.Write((ushort)text.Length);
        w.Write((ushort)dataType.Length);
        w.Write((ushort)dataspace.Length);
        w.Write((byte)1);
        w.Write([.. text, .. dataType, .. dataspace, .. value]);
    });

    public static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        return stream.ToArray();
    }

    /// <summary>IEEE 754: sign bit, exponent and mantissa from the top down.</summary>
    private static byte[] Float(byte signBit, int size, byte mantissa, byte exponent, int bias) => Bytes(w =>
    {
        w.Write([0x11, 0x20, signBit, 0]);
        w.Write(size);
        w.Write((ushort)0);
        w.Write((ushort)(8 * size));
        w.Write([mantissa, exponent, 0, mantissa]);
        w.Write(bias);
    });

    private static byte[] Integer(int size, bool isSigned) => Bytes(w =>
    {
        w.Write([0x10, isSigned ? (byte)0x08 : (byte)0, 0, 0]);
        w.Write(size);
        w.Write((ushort)0);
        w.Write((ushort)(8 * size));
    });
}
