using Nobuco.Builtin;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;

namespace Nobuco.Conversion.Modules;

/// <summary>
/// Finds pixel shuffles that are written out as view, permute, reshape, whatever the order of their channels, and takes each together into one node: three steps that each would move all
/// of the tensor are one operator of TensorFlow.
/// </summary>
/// <remarks><code>
/// x.view(B, C, H/r, r, W/r, r).permute(0, …, 2, 4).reshape(B, C·r², H/r, W/r)         the dots are 1, 3 and 5 in any order
/// x.view(B, …, H, W).permute(0, c, 4, i, 5, j).reshape(B, C, H·r, W·r)                the dots are C, r and r in any order
/// </code></remarks>
internal static class BlockShuffles
{
    private static readonly HashSet<string> _reshapes = ["aten::view", "aten::reshape", "aten::_unsafe_view", "aten::view_copy", "aten::flatten", "aten::unflatten"];

    private static readonly ConverterSource _source = new("src/Nobuco/Converters/Blocks.cs", 1);

    public static PreparedGraph Apply(PreparedGraph prepared)
    {
        foreach (Node last in prepared.Graph.Nodes.Where(IsReshape).ToArray())
        {
            if (Chain(prepared.Graph, last) is { } chain && Shuffle(chain) is { } shuffle)
                prepared = Contract(prepared, chain, shuffle);
        }
        return prepared;
    }

    /// <summary>The view and the permutation that only <paramref name="last"/> reads.</summary>
    private static Node[]? Chain(TorchGraph graph, Node last) =>
        Before(graph, last) is { Operator.Name: "aten::permute" } permute && Before(graph, permute) is { } first && IsReshape(first) ? [first, permute, last] : null;

    private static Node? Before(TorchGraph graph, Node node)
    {
        if (node.Inputs.FirstOrDefault() is not { Producer: { } producer } value)
            return null;
        bool isReadElsewhere = graph.Outputs.Any(output => output.Value == value) || graph.Mutations.Any(mutation => mutation.Value == value) || graph.Nodes.Any(other => other != node && other.Inputs.Contains(value));
        return isReadElsewhere || !graph.Nodes.Contains(producer) ? null : producer;
    }

    private static bool IsReshape(Node node) => _reshapes.Contains(node.Operator.Name);

    /// <summary>What the chain computes, on channels-last tensors; null where it is no shuffle.</summary>
    private static Func<TfTensor, TfTensor>? Shuffle(Node[] chain)
    {
        Seq<Dim> from = chain[0].Inputs.First().Type.Shape, split = chain[0].Outputs[0].Type.Shape, to = chain[2].Outputs[0].Type.Shape;
        if (from.Count != 4 || split.Count != 6 || to.Count != 4 || from[0] != split[0] || from[0] != to[0] || chain[1].Argument("dims") is not Seq<long> dims)
            return null;
        int[] permutation = [.. dims.Select(static d => (int)(d < 0 ? d + 6 : d))];
        return permutation[0] != 0 ? null : ToDepth(from, split, to, permutation) ?? ToSpace(from, split, to, permutation);
    }

    private static Func<TfTensor, TfTensor>? ToDepth(Seq<Dim> from, Seq<Dim> split, Seq<Dim> to, int[] permutation)
    {
        if (permutation is not [_, _, _, _, 2, 4] || Block(split[3], split[5]) is not { } block || split[1] != from[1] || split[2] * block != from[2] || split[4] * block != from[3])
            return null;
        if (to[1] != from[1] * (block * block) || to[2] != split[2] || to[3] != split[4] || !from[1].IsConstant)
            return null;
        Seq<int> order = permutation[1..4].Select(static axis => axis / 2).ToSeq();
        return x => Blocks.ToDepth(x, (int)block, order);
    }

    private static Func<TfTensor, TfTensor>? ToSpace(Seq<Dim> from, Seq<Dim> split, Seq<Dim> to, int[] permutation)
    {
        if (permutation is not [_, var c, 4, var i, 5, var j] || Block(split[i], split[j]) is not { } block || split[4] != from[2] || split[5] != from[3])
            return null;
        if (to[1] != split[c] || from[1] != to[1] * (block * block) || to[2] != from[2] * block || to[3] != from[3] * block || !from[1].IsConstant)
            return null;
        Seq<int> order = new[] { 1, 2, 3 }.Select(axis => axis == c ? 0 : axis == i ? 1 : 2).ToSeq();
        return x => Blocks.ToSpace(x, (int)block, order);
    }

    private static long? Block(Dim rows, Dim columns) => rows.TryValue is > 1 and var block && columns.TryValue == block ? block : null;

    private static PreparedGraph Contract(PreparedGraph prepared, Node[] chain, Func<TfTensor, TfTensor> shuffle)
    {
        TorchGraph graph = prepared.Graph, body = SubGraph.Of(graph, chain);
        var tensor = new SchemaType(SchemaKind.Tensor);
        var node = new Node
        {
            Name = chain[2].Name,
            Operator = new OperatorSchema("higher_order::module", "", [new SchemaArgument("self", tensor, null, HasDefault: false, Default: null, IsKeywordOnly: false)], [new SchemaReturn(null, tensor, null)])
            {
                FullName = string.Join(" + ", chain.Select(static step => step.Operator.Name["aten::".Length..])),
            },
            Arguments = [body.Inputs[0]],
            Outputs = chain[2].Outputs,
            Provenance = chain[2].Provenance,
            Subgraphs = [body],
        };
        var converter = new OperatorConverter("Blocks", shuffle.Method, shuffle.Target, ChannelOrderingStrategy.ForceTensorFlowOrder, _source, [new ConverterParameter("self", 0, typeof(TfTensor), false, false)]);
        Node[] nodes = [.. graph.Nodes.Where(other => other != chain[0] && other != chain[1]).Select(other => other == chain[2] ? node : other)];
        return prepared with { Graph = graph.With(nodes), Bound = new Dictionary<Node, OperatorConverter>(prepared.Bound) { [node] = converter } };
    }
}
