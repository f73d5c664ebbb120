using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes;

/// <summary>
/// Gives operations whose attributes hold symbolic sizes an input that carries them at run time, and computes <see cref="Sizes"/>.
/// </summary>
/// <remarks><code>
/// Tile(x) { multiples=[n, 2] }    =>    Tile(x, ConcatV2(StridedSlice(Shape(input)), [2])) { multiples=[n, 2] }
/// </code></remarks>
/// <param name="isExpressible">The nodes that the target can write without such an input.</param>
public sealed class MaterializeSizes(Func<TfNode, bool> isExpressible) : IPass
{
    public string Name => nameof(MaterializeSizes);

    public void Run(TfGraph graph, RewriteLog log)
    {
        var sizes = new DimMaterializer(graph.Inputs);
        foreach (TfNode node in graph.Nodes)
        {
            if (node.Op is Sizes vector)
                graph.ReplaceUses(node.Output, tf.Cast(sizes.Vector(vector.Dims), vector.DType).Value);
            else if (Carried(node, sizes) is { Length: > 0 } carried)
                graph.ReplaceUses(node.Output, new TfNode(node.Op, [.. node.Inputs, .. carried.Select(static c => c.Value)]) { Origin = node.Origin }.Output);
        }
        TfGraphChecker.Check(graph);
    }

    private TfTensor[] Carried(TfNode node, DimMaterializer sizes)
    {
        (int operands, Seq<Dim>[] attributes) = Attributes(node);
        bool isStatic = attributes.All(static a => a.All(static size => size.IsConstant));
        if (isStatic || node.Inputs.Count > operands || isExpressible(node))
            return [];
        return node.Op is PaddingOp ? [tf.Reshape(sizes.Vector(attributes[0]), [-1, 2])] : [.. attributes.Select(sizes.Vector)];
    }

    /// <summary>The number of inputs without sizes, and the attributes that an input can carry.</summary>
    private static (int Operands, Seq<Dim>[] Attributes) Attributes(TfNode node) => node.Op switch
    {
        Reshape op => (1, [op.Shape]),
        Tile op => (1, [op.Multiples]),
        BroadcastTo op => (1, [op.Shape]),
        Fill op => (1, [op.Dims]),
        ResizeOp op => (1, [op.Size]),
        StridedSlice op => (1, [op.Begin, op.End]),
        ScatterNd op => (2, [op.Shape]),
        PadV2 op => (2, [Pairs(op)]),
        PaddingOp op => (1, [Pairs(op)]),
        Conv2DBackpropInput op => (TransposedOperands(node), [op.OutputShape]),
        Conv3DBackpropInputV2 op => (TransposedOperands(node), [op.OutputShape]),
        _ => (0, []),
    };

    private static Seq<Dim> Pairs(PaddingOp op) => op.Before.Zip(op.After).SelectMany(static pair => new[] { pair.First, pair.Second }).ToSeq();

    /// <summary>The bias is optional.</summary>
    private static int TransposedOperands(TfNode node) => node.Inputs.Count(static i => !i.Type.DType.IsInteger());
}
