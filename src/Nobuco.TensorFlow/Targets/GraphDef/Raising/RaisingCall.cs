using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>One node of a file with the values of its inputs.</summary>
internal sealed class RaisingCall(NodeDef node, TfTensor[] inputs)
{
    public string Op => node.Op;

    public int Count => inputs.Length;

    public IReadOnlyList<TfTensor> All => inputs;

    public TfTensor this[int index] => index < inputs.Length ? inputs[index] : throw Unsupported($"lacks input {index}");

    public DType Type(string name) => Attribute(name)?.Type.ToDType() ?? throw Unsupported($"has no number type as '{name}'");

    public DType Type(string name, DType other) => Attribute(name) is null ? other : Type(name);

    public long Int(string name, long other = 0) => Attribute(name)?.I ?? other;

    public float Float(string name, float other) => Attribute(name)?.F ?? other;

    public bool Flag(string name, bool other = false) => Attribute(name)?.B ?? other;

    public string Text(string name, string other = "") => Attribute(name)?.S.ToStringUtf8() ?? other;

    public IReadOnlyList<string> Texts(string name) => [.. Attribute(name)?.List?.S.Select(static s => s.ToStringUtf8()) ?? []];

    public Seq<int> Ints(string name) => [.. Attribute(name)?.List?.I.Select(static i => checked((int)i)) ?? []];

    /// <summary>A shape of known rank; unknown sizes are symbols.</summary>
    public Seq<Dim> Shape(string name)
    {
        TensorShapeProto shape = Attribute(name)?.Shape is { UnknownRank: false } known ? known : throw Unsupported("has no shape");
        return [.. shape.Dim.Select((size, axis) => size.Size < 0 ? Dim.Symbol($"{node.Name}_{axis}") : (Dim)size.Size)];
    }

    /// <summary>Strides and their like, of the spatial axes only.</summary>
    public Seq<int> Spatial(string name, int axes)
    {
        Seq<int> all = Ints(name);
        if (all.Count == 0)
            return Seq.Repeat(1, axes);
        return all.Count == axes + 2 && all[0] == 1 && all[^1] == 1 ? all[1..^1] : throw Unsupported($"has {name} {all}");
    }

    /// <summary>SAME or VALID.</summary>
    public Padding Padding => Text("padding") switch
    {
        "SAME" => Padding.Same,
        "VALID" or "EXPLICIT" => Padding.Valid,
        var other => throw Unsupported($"pads by {other}"),
    };

    /// <summary>The elements of an integer input that must be known.</summary>
    public Seq<long> Integers(int index) => (this[index].Constant ?? throw Unsupported($"computes input {index} from data")).ToArray<long>().ToSeq();

    public int Integer(int index) => checked((int)Integers(index)[0]);

    /// <summary>Integers as sizes.</summary>
    public Seq<Dim> Sizes(int index) => Integers(index).Select(static s => (Dim)s).ToSeq();

    /// <summary>Axes counted from the front.</summary>
    public Seq<int> Axes(int index, int rank) => Integers(index).Select(axis => ShapeMath.NormalizeAxis(axis, rank)).Distinct().Order().ToSeq();

    /// <summary>Throws unless the channels are the last axis.</summary>
    public void ExpectChannelsLast()
    {
        if (Text("data_format", "NHWC") is not ("NHWC" or "NDHWC") and var other)
            throw Unsupported($"has the data format {other}");
    }

    public InvalidGraphDefException Unsupported(string why) => new($"The node '{node.Name}' cannot be run: {node.Op} {why}.");

    private AttrValue? Attribute(string name) => node.Attr.GetValueOrDefault(name);
}
