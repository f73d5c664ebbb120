using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>What depends on constants only is computed now, unless that would blow the file up.</summary>
/// <remarks><code>
/// %1 = Const() { 2 }
/// %2 = Sqrt(%1)    =>    %2 = Const() { 1.414 }
/// </code></remarks>
public sealed class FoldConstant : INodeRewrite
{
    private const long AllowedGrowth = 1 << 16;

    /// <summary>Leaves what is picked from a parameter, so that it can be trained.</summary>
    public bool KeepsParameters { get; init; }

    public IReadOnlyList<TfValue>? TryRewriteResults(TfGraph graph, TfNode node)
    {
        if (node.Op is Const or Placeholder or Sizes || node.Inputs.Any(static i => i.Constant is null) || !node.Outputs.All(static o => o.Type.IsStatic))
            return null;
        if (KeepsParameters && node is { Op: GatherV2, Inputs: [{ Producer.Op: Const { QualifiedName: { } name } }, ..] } && graph.Parameters.Contains(name))
            return null;
        if (node.Outputs.Sum(static o => Bytes(o.Type)) > node.Inputs.Sum(static i => Bytes(i.Type)) + AllowedGrowth)
            return null;
        IReadOnlyList<Tensor> results = TfExecutor.Evaluate(node.Outputs, new Dictionary<TfValue, Tensor>());
        // The parts of a weight keep its name, as a slice does.
        string? whole = node.Op is Split or SplitV or Unpack ? ((Const)node.Inputs[0].Producer.Op).QualifiedName : null;
        return [.. results.Select(result => GraphPatterns.Constant(result, whole))];
    }

    private static long Bytes(TfType type) => ShapeMath.Product(type.StaticShape) * type.DType.Size();
}
