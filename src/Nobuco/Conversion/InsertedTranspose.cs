using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Conversion;

/// <summary>A value that is brought into another order, for all who want it so: nodes and outputs of the model.</summary>
internal sealed record InsertedTranspose(Value Value, AxisOrder From, AxisOrder To, TfNode Transpose)
{
    private readonly List<Node> _nodes = [];
    private readonly List<string> _outputs = [];

    public IReadOnlyList<Node> Nodes => _nodes;

    public IReadOnlyList<string> Outputs => _outputs;

    public void AddReader(Node node)
    {
        if (!_nodes.Contains(node))
            _nodes.Add(node);
        Transpose.Origin ??= GraphConverter.OriginOf(node);
        NameReaders();
    }

    public void AddReader(string output)
    {
        _outputs.Add(output);
        NameReaders();
    }

    private void NameReaders() => Transpose.Sources = [.. _nodes.Select(static node => node.Name), .. _outputs];
}
