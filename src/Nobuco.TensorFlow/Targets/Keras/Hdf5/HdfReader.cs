using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.Keras.Hdf5;

/// <summary>
/// Reads what HDF5 libraries write for Keras: superblocks 0 to 3, object headers 1 and 2, groups of symbol tables or of links, contiguous or compact data.
/// Elements stay where they are.
/// </summary>
public sealed class HdfReader
{
    private const int MaxDepth = 64, MaxObjects = 1 << 20;

    private readonly TensorStorage _file;
    private int _objects;

    private HdfReader(TensorStorage file) => _file = file;

    /// <exception cref="InvalidKerasException">The bytes are no HDF5 file, contradict themselves, or use what is not read.</exception>
    public static HdfGroup Read(TensorStorage file)
    {
        try
        {
            var reader = new HdfReader(file);
            return reader.Object(reader.RootAddress(), 0) as HdfGroup ?? throw InvalidKerasException.Corrupt("The root of the HDF5 file is no group.");
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw InvalidKerasException.Corrupt($"The HDF5 file contradicts itself ({error.Message})");
        }
    }

    private long RootAddress()
    {
        var bytes = new HdfBytes(_file, 0);
        if (_file.ByteLength < 48 || !bytes.Take(8).SequenceEqual<byte>([0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A]))
            throw new InvalidKerasException(KerasFault.NotKeras, "The file is no HDF5 file.");
        byte version = bytes.Byte();
        // The root is in a symbol table entry after four addresses, from version 2 on a plain address after three.
        bytes.Skip(version switch { 0 => 15 + 40, 1 => 19 + 40, _ => 3 + 24 });
        return bytes.Int64();
    }

    private HdfNode Object(long address, int depth)
    {
        if (depth > MaxDepth || ++_objects > MaxObjects)
            throw InvalidKerasException.Corrupt("The HDF5 file's groups do not end.");
        IReadOnlyList<HdfMessage> messages = HdfHeader.Read(_file, address);
        HdfNode node = messages.Any(static m => m.Kind == HdfMessageKind.Layout) ? new HdfDataset(HdfData.Read(_file, messages)) : Group(messages, depth);
        node.Attributes.AddRange(messages.Where(static m => m.Kind == HdfMessageKind.Attribute).Select(m => HdfAttributes.Read(_file, m)).OfType<HdfAttribute>());
        if (messages.Any(m => m.Kind == HdfMessageKind.AttributeInfo && IsDense(m, 2)))
            throw InvalidKerasException.Unsupported("The HDF5 file stores attributes outside of object headers, which is not read.");
        return node;
    }

    private HdfGroup Group(IReadOnlyList<HdfMessage> messages, int depth)
    {
        var group = new HdfGroup();
        foreach (HdfMessage message in messages)
        {
            if (message.Kind == HdfMessageKind.SymbolTable)
                AddAll(group, HdfSymbolTable.Entries(_file, message.Position), depth);
            else if (message.Kind == HdfMessageKind.Link)
                AddAll(group, [Link(message)], depth);
            else if (message.Kind == HdfMessageKind.LinkInfo && IsDense(message, 1))
                throw InvalidKerasException.Unsupported("The HDF5 file stores links outside of object headers, which is not read.");
        }
        return group;
    }

    private void AddAll(HdfGroup group, IEnumerable<(string Name, long Address)> entries, int depth)
    {
        foreach ((string name, long address) in entries)
            group.Children[name] = Object(address, depth + 1);
    }

    private (string Name, long Address) Link(HdfMessage message)
    {
        var bytes = new HdfBytes(_file, message.Position);
        bytes.Skip(1);
        byte flags = bytes.Byte();
        if ((flags & 0x08) != 0 && bytes.Byte() != 0)
            throw InvalidKerasException.Unsupported("The HDF5 file holds a link to another place, which is not read.");
        bytes.Skip(((flags & 0x04) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));
        string name = bytes.Text(checked((int)bytes.UInt(1 << (flags & 3))));
        return (name, bytes.Int64());
    }

    /// <summary>Flags after the version say how wide the index field before the heap's address is.</summary>
    private bool IsDense(HdfMessage message, int indexBytes)
    {
        var bytes = new HdfBytes(_file, message.Position);
        bytes.Skip(1);
        byte flags = bytes.Byte();
        bytes.Skip((flags & 1) != 0 ? (indexBytes == 1 ? 8 : 2) : 0);
        return bytes.UInt64() != HdfMessages.Undefined;
    }
}
