using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.Keras.Hdf5;

/// <summary>Text attributes of objects; others say nothing that models need.</summary>
internal static class HdfAttributes
{
    private const int String = 3, VariableLength = 9;

    /// <summary>The attribute, without strings when it is none of text.</summary>
    public static HdfAttribute? Read(TensorStorage file, HdfMessage message)
    {
        var bytes = new HdfBytes(file, message.Position);
        byte version = bytes.Byte();
        bytes.Skip(1);
        int nameSize = bytes.UInt16(), typeSize = bytes.UInt16(), spaceSize = bytes.UInt16();
        bytes.Skip(version == 3 ? 1 : 0);
        string name = bytes.Text(nameSize);
        bytes.Skip(Gap(nameSize));
        long type = bytes.Position, space = type + typeSize + Gap(typeSize), value = space + spaceSize + Gap(spaceSize);
        Seq<long> shape = HdfData.Shape(file, space);
        long count = Math.Min(shape.Aggregate(1L, static (product, size) => checked(product * size)), message.Size);
        return new HdfAttribute(name, Texts(file, type, value, count), shape.Count > 0);

        // Version 1 pads every part to a multiple of eight bytes.
        int Gap(int size) => version == 1 ? (8 - (size % 8)) % 8 : 0;
    }

    private static Seq<string> Texts(TensorStorage file, long type, long value, long count)
    {
        var bytes = new HdfBytes(file, type);
        int kind = bytes.Byte() & 0x0F;
        bytes.Skip(3);
        int size = checked((int)bytes.UInt32());
        var values = new HdfBytes(file, value);
        if (kind is not (String or VariableLength))
            return [];
        var texts = new string[count];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = kind == String ? values.Text(size) : HeapText(file, ref values);
        return [.. texts];
    }

    private static string HeapText(TensorStorage file, ref HdfBytes reference)
    {
        int length = checked((int)reference.UInt32());
        (long heap, uint index) = (reference.Int64(), reference.UInt32());
        if (length == 0)
            return "";
        var bytes = new HdfBytes(file, heap);
        bytes.Expect("GCOL"u8);
        bytes.Skip(4);
        long end = heap + bytes.Int64();
        while (bytes.Position < end)
        {
            ushort found = bytes.UInt16();
            bytes.Skip(6);
            long size = bytes.Int64();
            if (found == index)
                return bytes.Text(length);
            bytes.Skip(found == 0 ? end : (size + 7) / 8 * 8);
        }
        throw InvalidKerasException.Corrupt($"The HDF5 file's heap has no object {index}.");
    }
}
