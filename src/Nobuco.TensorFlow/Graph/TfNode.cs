using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph;

/// <summary>
/// One use of an operation. Nodes are made freely (<see cref="TfNode(Op, IReadOnlyList{TfValue})"/> infers the types) and belong to a graph when one of its outputs
/// depends on them. Has reference identity.
/// </summary>
public sealed class TfNode
{
    private readonly TfValue[] _inputs;

    /// <exception cref="ShapeException">The operation does not accept inputs of these types.</exception>
    public TfNode(Op op, IReadOnlyList<TfValue> inputs)
    {
        Op = op;
        _inputs = [.. inputs];
        Outputs = [.. op.Infer(_inputs.Select(i => i.Type).ToSeq()).Select((type, index) => new TfValue(this, index, type))];
    }

    public Op Op { get; }

    public IReadOnlyList<TfValue> Inputs => _inputs;

    public IReadOnlyList<TfValue> Outputs { get; }

    /// <summary>The only result.</summary>
    public TfValue Output => Outputs.Count == 1 ? Outputs[0] : throw new InvalidOperationException($"{Op.Name} has {Outputs.Count} results.");

    /// <summary>Where the node comes from, for dumps and reports: the module path or the weight's name.</summary>
    public string? Origin { get; set; }

    /// <summary>The names of the program's nodes that this one computes, or computes a part of, for reports; passes that fuse nodes join them.</summary>
    public Seq<string> Sources { get; set; } = [];

    internal void ReplaceInput(int index, TfValue value) => _inputs[index] = value;

    public override string ToString() => $"{Op.Name}({string.Join(", ", Inputs.Select(i => i.Type))})";
}

/// <summary>A result of a node. Has reference identity.</summary>
public sealed class TfValue
{
    internal TfValue(TfNode producer, int index, TfType type) => (Producer, Index, Type) = (producer, index, type);

    public TfNode Producer { get; }

    public int Index { get; }

    public TfType Type { get; }

    public override string ToString() => $"{Producer.Op.Name}:{Index} {Type}";
}
