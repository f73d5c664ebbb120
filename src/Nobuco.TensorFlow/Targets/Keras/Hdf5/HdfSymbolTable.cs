using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.Keras.Hdf5;

/// <summary>A group as the oldest HDF5 libraries, and h5py by default, write it: a B-tree of symbol nodes with names in a local heap.</summary>
internal static class HdfSymbolTable
{
    private const int MaxLevels = 16;

    public static IEnumerable<(string Name, long Address)> Entries(TensorStorage file, long message)
    {
        var bytes = new HdfBytes(file, message);
        (long tree, long heap) = (bytes.Int64(), bytes.Int64());
        return Tree(file, tree, HeapData(file, heap), 0);
    }

    private static long HeapData(TensorStorage file, long heap)
    {
        var bytes = new HdfBytes(file, heap);
        bytes.Expect("HEAP"u8);
        bytes.Skip(4 + 8 + 8);
        return bytes.Int64();
    }

    private static List<(string Name, long Address)> Tree(TensorStorage file, long address, long heap, int depth)
    {
        if (depth > MaxLevels)
            throw InvalidKerasException.Corrupt("A B-tree of the HDF5 file does not end.");
        var bytes = new HdfBytes(file, address);
        bytes.Expect("TREE"u8);
        bytes.Skip(1);
        byte level = bytes.Byte();
        int count = bytes.UInt16();
        bytes.Skip(16);
        List<(string, long)> entries = [];
        for (int i = 0; i < count; i++)
        {
            bytes.Skip(8);
            long child = bytes.Int64();
            entries.AddRange(level > 0 ? Tree(file, child, heap, depth + 1) : Node(file, child, heap));
        }
        return entries;
    }

    private static List<(string Name, long Address)> Node(TensorStorage file, long address, long heap)
    {
        var bytes = new HdfBytes(file, address);
        bytes.Expect("SNOD"u8);
        bytes.Skip(2);
        int count = bytes.UInt16();
        List<(string, long)> entries = [];
        for (int i = 0; i < count; i++)
        {
            var name = new HdfBytes(file, heap + bytes.Int64());
            entries.Add((name.Terminated(), bytes.Int64()));
            bytes.Skip(24);
        }
        return entries;
    }
}
