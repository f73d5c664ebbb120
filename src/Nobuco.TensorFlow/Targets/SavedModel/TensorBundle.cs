using System.Text;
using Google.Protobuf;
using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>
/// TensorFlow's checkpoint of tensors by name: their elements one after the other in one file, and a table (<see cref="SortedTable"/>) that says where each begins.
/// </summary>
internal static class TensorBundle
{
    public static string IndexPath(string prefix) => prefix + ".index";

    public static string DataPath(string prefix) => prefix + ".data-00000-of-00001";

    public static void Write(string prefix, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var header = new BundleHeaderProto { NumShards = 1, Version = new VersionDef { Producer = 1 } };
        List<(byte[] Key, byte[] Value)> items = [([], header.ToByteArray())];
        using (FileStream data = File.Create(DataPath(prefix)))
        {
            foreach ((byte[] key, Tensor tensor) in tensors.Select(static t => (Encoding.UTF8.GetBytes(t.Key), t.Value)).OrderBy(static t => t.Item1, SortedTable.KeyOrder))
                items.Add((key, Write(tensor, data).ToByteArray()));
        }
        using FileStream index = File.Create(IndexPath(prefix));
        SortedTable.Write(index, items);
    }

    /// <exception cref="InvalidGraphDefException">The files are damaged.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string prefix)
    {
        var data = new MappedFile(DataPath(prefix));
        return SortedTable.Read(File.ReadAllBytes(IndexPath(prefix)))
            .Where(static item => item.Key.Length > 0)
            .Select(item => (Name: Encoding.UTF8.GetString(item.Key), Tensor: Read(BundleEntryProto.Parser.ParseFrom(item.Value), data)))
            .Where(static item => item.Tensor is not null)
            .ToDictionary(static item => item.Name, static item => item.Tensor!);
    }

    private static BundleEntryProto Write(Tensor tensor, FileStream data)
    {
        long offset = data.Position;
        uint crc = Crc32C.Start;
        foreach (Tensor piece in TensorPieces.Of(tensor))
        {
            ReadOnlySpan<byte> bytes = piece.ReadOnlyBytes();
            data.Write(bytes);
            crc = Crc32C.Add(crc, bytes);
        }
        return new BundleEntryProto
        {
            Dtype = tensor.DType.ToDataType(),
            Shape = Attributes.ShapeOf(tensor.Shape),
            Offset = offset,
            Size = tensor.ByteCount,
            Crc32C = Crc32C.Masked(crc),
        };
    }

    /// <summary>Null for what is no tensor of numbers.</summary>
    private static Tensor? Read(BundleEntryProto entry, MappedFile data)
    {
        if (entry.Dtype.ToDType() is not { } dtype)
            return null;
        Seq<long> shape = [.. entry.Shape?.Dim.Select(static size => size.Size) ?? []];
        if (entry.ShardId != 0 || entry.Offset < 0 || entry.Size != ShapeMath.Product(shape) * dtype.Size() || entry.Offset > data.Length - entry.Size)
            throw new InvalidGraphDefException("The index of the variables does not fit their file.");
        return new Tensor(data.Slice(entry.Offset, entry.Size), dtype, shape, ShapeMath.ContiguousStrides(shape), 0);
    }
}
