namespace Nobuco.Drawing;

/// <summary>What the drawing of a report shows: inputs, operators, inserted transposes and outputs, and the tensors between them.</summary>
internal sealed class GraphPicture
{
    private readonly List<PictureBox> _boxes = [];
    private readonly List<(int From, int To)> _edges = [];
    private readonly Dictionary<string, int> _sources = [];

    public GraphPicture(ConversionReport report)
    {
        ILookup<string, TransposeReport> transposes = report.Transposes.Where(static transpose => !transpose.IsOwn).ToLookup(static transpose => transpose.Tensor);
        HashSet<string> own = [.. report.Transposes.Where(static transpose => transpose.IsOwn).SelectMany(static transpose => transpose.Consumers)];
        foreach (ModelPort input in report.Inputs)
            _sources[input.Name] = Add(new PictureBox("port", input.Name, "input", Shape(input), OrderWords.Kind(input.Order), null));
        Dictionary<(string Tensor, string Reader), int> moved = [];
        foreach (ModelPort input in report.Inputs)
            Move(transposes[input.Name], moved, report.Targets.Count > 0);
        foreach (NodeReport node in report.Nodes)
        {
            int box = Add(Box(node, own.Contains(node.Name)));
            foreach (TensorReport input in node.Inputs.Where(static input => !input.IsConstant).DistinctBy(static input => input.Name))
                Connect(moved, input.Name, node.Name, box);
            foreach (TensorReport output in node.Outputs)
            {
                _sources[output.Name] = box;
                Move(transposes[output.Name], moved, report.Targets.Count > 0);
            }
        }
        foreach (ModelPort output in report.Outputs)
            Connect(moved, output.Tensor, output.Name, Add(new PictureBox("port", output.Name, "output", Shape(output), OrderWords.Kind(output.Order), null)));
    }

    public IReadOnlyList<PictureBox> Boxes => _boxes;

    public IReadOnlyList<(int From, int To)> Edges => _edges;

    private static PictureBox Box(NodeReport node, bool transposes)
    {
        TensorReport? result = node.Outputs.Count > 0 ? node.Outputs[0] : null;
        string kind = result is null ? "none" : OrderWords.Kind(result.Order);
        string shape = result is null ? "" : string.Join("×", result.Order.Apply(result.Type.Shape));
        return new PictureBox(node.Status.ToString().ToLowerInvariant(), TraceNode.Trim(node.Operator), node.Name, shape, kind, node.Name) { Transposes = transposes };
    }

    private static string Shape(ModelPort port) => string.Join("×", port.Order.Apply(port.Type.Shape));

    private int Add(PictureBox box)
    {
        _boxes.Add(box);
        return _boxes.Count - 1;
    }

    private void Move(IEnumerable<TransposeReport> transposes, Dictionary<(string, string), int> moved, bool isWritten)
    {
        foreach (TransposeReport transpose in transposes)
        {
            string place = transpose.WrittenIn.Count > 0 || !isWritten ? "transpose" : "transpose removed";
            int box = Add(new PictureBox(place, transpose.Bytes == 0 ? "reshape" : "transpose", transpose.Reason, $"{OrderWords.Short(transpose.From)} → {OrderWords.Short(transpose.To)}", OrderWords.Kind(transpose.To), transpose.Consumers.Count > 0 ? transpose.Consumers[0] : transpose.Producer));
            _edges.Add((_sources[transpose.Tensor], box));
            foreach (string reader in transpose.Consumers.Concat(transpose.Outputs))
                moved[(transpose.Tensor, reader)] = box;
        }
    }

    private void Connect(Dictionary<(string, string), int> moved, string tensor, string reader, int box)
    {
        if (moved.TryGetValue((tensor, reader), out int transpose))
            _edges.Add((transpose, box));
        else if (_sources.TryGetValue(tensor, out int source))
            _edges.Add((source, box));
    }
}

/// <summary>A box of the drawing.</summary>
/// <param name="Style">The class that says how it looks: a status, <c>port</c> or <c>transpose</c>.</param>
/// <param name="Title">The first line.</param>
/// <param name="Hint">Shown when it is pointed at.</param>
/// <param name="Shape">The second line: the physical shape of what comes out of it.</param>
/// <param name="Order">The kind of order of what comes out of it.</param>
/// <param name="Node">The node to select with it.</param>
internal sealed record PictureBox(string Style, string Title, string Hint, string Shape, string Order, string? Node)
{
    /// <summary>The converter of the node transposes inside.</summary>
    public bool Transposes { get; init; }
}
