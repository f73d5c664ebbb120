using System.Text;

namespace Nobuco.TensorFlow.Targets.TFLite.Flat;

/// <summary>
/// Lays the parts out in one pass and writes them in a second one, each once and in file order: tables before what they refer to, tensors at the end.
/// Nothing is held in memory but the small parts.
/// </summary>
internal sealed class FlatWriter
{
    private readonly List<FlatPart> _order = [];
    private readonly List<FlatPart> _tensors = [];
    private readonly Dictionary<string, FlatVTable> _vtables = [];
    private long _end = 8;

    /// <param name="trailing">Zero bytes after the last part, for kernels that read a little past a constant.</param>
    public static void Write(FlatTable root, string identifier, Stream stream, int trailing)
    {
        var writer = new FlatWriter();
        writer.Place(root);
        foreach (FlatPart tensor in writer._tensors)
            writer.Append(tensor);

        var output = new FlatOutput(stream);
        output.OffsetTo(root);
        output.Bytes(Encoding.ASCII.GetBytes(identifier));
        foreach (FlatPart part in writer._order)
        {
            output.PadTo(part.Position);
            part.Write(output);
        }
        output.PadTo((writer._end + trailing + 15) & -16);
        output.Flush();
    }

    private void Place(FlatPart part)
    {
        if (part is FlatTensor)
        {
            _tensors.Add(part);
            return;
        }
        if (part is FlatTable table)
            table.VTable = Shared(table.Seal());
        Append(part);
        foreach (FlatPart child in part.Children)
            Place(child);
    }

    private FlatVTable Shared(FlatVTable vtable)
    {
        if (_vtables.TryGetValue(vtable.Key, out FlatVTable? same))
            return same;
        _vtables.Add(vtable.Key, vtable);
        Append(vtable);
        return vtable;
    }

    private void Append(FlatPart part)
    {
        _end = part.PlaceAt(_end);
        _order.Add(part);
    }
}
