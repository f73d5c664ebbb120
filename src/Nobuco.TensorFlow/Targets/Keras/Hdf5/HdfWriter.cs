using System.Text;
using Nobuco.Tensors;
using static Nobuco.TensorFlow.Targets.Keras.Hdf5.HdfMessages;

namespace Nobuco.TensorFlow.Targets.Keras.Hdf5;

/// <summary>
/// Writes the part of HDF5 that Keras' files need: superblock 2, object headers 2, links in the headers, contiguous data. Every library since HDF5 1.8 reads it.
/// Objects are placed first, children before parents, so that the file is then written from front to back and no element is copied.
/// </summary>
public sealed class HdfWriter
{
    private const int SuperblockSize = 48, MetadataAlignment = 8, DataAlignment = 64, SmallestHeap = 4096;

    private readonly List<(long Address, byte[]? Bytes, Tensor? Data)> _placed = [];
    private long _end = SuperblockSize;

    private HdfWriter()
    {
    }

    /// <param name="stream">Need not be seekable.</param>
    public static void Write(HdfGroup root, Stream stream)
    {
        var writer = new HdfWriter();
        ulong address = writer.Place(root);
        stream.Write(Superblock((ulong)writer._end, address));
        writer.Write(stream);
    }

    private static byte[] Superblock(ulong end, ulong root)
    {
        byte[] bytes = Bytes(w =>
        {
            w.Write([0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A, 2, 8, 8, 0]);
            w.Write(0UL);
            w.Write(Undefined);
            w.Write(end);
            w.Write(root);
        });
        return [.. bytes, .. BitConverter.GetBytes(HdfChecksum.Of(bytes))];
    }

    private void Write(Stream stream)
    {
        long position = SuperblockSize;
        foreach ((long address, byte[]? bytes, Tensor? data) in _placed)
        {
            stream.Write(new byte[address - position]);
            position = address + (bytes?.Length ?? data!.ByteCount);
            if (bytes is not null)
                stream.Write(bytes);
            else
                Write(stream, data!);
        }
    }

    private static void Write(Stream stream, Tensor data)
    {
        foreach (Tensor piece in TensorPieces.Of(data))
            stream.Write(piece.ReadOnlyBytes());
        data.Evict();
    }

    private ulong Place(HdfNode node) => node switch
    {
        HdfGroup group => PlaceHeader([(HdfMessageKind.LinkInfo, 0, CompactLinks()), (HdfMessageKind.GroupInfo, 1, [0, 0]), .. Links(group), .. Attributes(node)]),
        HdfDataset { Value: var value } => PlaceHeader(
        [
            (HdfMessageKind.Dataspace, 0, Dataspace(value.Shape)),
            (HdfMessageKind.DataType, 1, DataType(value.DType)),
            (HdfMessageKind.FillValue, 1, NoFillValue()),
            (HdfMessageKind.Layout, 0, ContiguousLayout(value.Count == 0 ? Undefined : Place(value), value.ByteCount)),
            .. Attributes(node),
        ]),
        _ => throw new ArgumentException($"{node} is neither a group nor a dataset.", nameof(node)),
    };

    private IEnumerable<(HdfMessageKind, byte, byte[])> Links(HdfGroup group) =>
        group.Children.Select(child => (HdfMessageKind.Link, (byte)0, HardLink(child.Key, Place(child.Value))));

    private IEnumerable<(HdfMessageKind, byte, byte[])> Attributes(HdfNode node) =>
        node.Attributes.Select(attribute => (HdfMessageKind.Attribute, (byte)0, attribute.IsArray ? Texts(attribute) : Text(attribute)));

    private byte[] Text(HdfAttribute attribute)
    {
        byte[] text = Encoding.UTF8.GetBytes(attribute.Values[0]);
        ulong heap = PlaceHeap(text);
        byte[] value = Bytes(w =>
        {
            w.Write(text.Length);
            w.Write(heap);
            w.Write(1);
        });
        return Attribute(attribute.Name, VariableString(), Dataspace(null), value);
    }

    /// <summary>Of no strings h5py, and so Keras, makes a vector of no numbers.</summary>
    private static byte[] Texts(HdfAttribute attribute)
    {
        if (attribute.Values.Count == 0)
            return Attribute(attribute.Name, DataType(DType.Float64), Dataspace([0]), []);
        byte[][] texts = [.. attribute.Values.Select(Encoding.UTF8.GetBytes)];
        int length = Math.Max(1, texts.Max(static t => t.Length));
        byte[] value = [.. texts.SelectMany(text => text.Concat(new byte[length - text.Length]))];
        return Attribute(attribute.Name, FixedString(length), Dataspace([texts.Length]), value);
    }

    /// <summary>A collection of the global heap that holds one object.</summary>
    private ulong PlaceHeap(byte[] content)
    {
        const int headerSize = 16;
        long padded = Aligned(content.Length, MetadataAlignment);
        long size = Math.Max(SmallestHeap, (3 * headerSize) + padded);
        return Place(Bytes(w =>
        {
            w.Write("GCOL"u8);
            w.Write([1, 0, 0, 0]);
            w.Write(size);
            w.Write([1, 0, 1, 0, 0, 0, 0, 0]);
            w.Write((long)content.Length);
            w.Write(content);
            w.Write(new byte[padded - content.Length + 8]);
            w.Write(size - (2 * headerSize) - padded);
            w.Write(new byte[size - (3 * headerSize) - padded]);
        }));
    }

    private ulong PlaceHeader(IEnumerable<(HdfMessageKind Kind, byte Flags, byte[] Data)> messages)
    {
        byte[] body = Bytes(w =>
        {
            foreach ((HdfMessageKind kind, byte flags, byte[] data) in messages)
            {
                w.Write((byte)kind);
                w.Write(checked((ushort)data.Length));
                w.Write(flags);
                w.Write(data);
            }
        });
        byte[] header = [.. "OHDR"u8, 2, 2, .. BitConverter.GetBytes(body.Length), .. body];
        return Place([.. header, .. BitConverter.GetBytes(HdfChecksum.Of(header))]);
    }

    private ulong Place(byte[] bytes) => Place(bytes, null, bytes.Length, MetadataAlignment);

    private ulong Place(Tensor data) => Place(null, data, data.ByteCount, DataAlignment);

    private ulong Place(byte[]? bytes, Tensor? data, long size, int alignment)
    {
        long address = Aligned(_end, alignment);
        _placed.Add((address, bytes, data));
        _end = address + size;
        return (ulong)address;
    }

    private static long Aligned(long value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
