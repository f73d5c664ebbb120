using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets;

/// <summary>Arithmetic on sizes is done while a file is read, so that the graph's shapes are known.</summary>
internal static class SizeFolding
{
    private const int MaxElements = 1024;

    /// <summary>What is computed from sizes and constants only, as a constant.</summary>
    public static TfTensor Fold(TfTensor result)
    {
        TfNode node = result.Value.Producer;
        bool isSmall = result.Value.Type.IsStatic && ShapeMath.Product(result.Value.Type.StaticShape) <= MaxElements;
        if (node.Op is Const or Placeholder || result.DType.IsFloat() || !isSmall || !DependsOnConstants(node, []))
            return result;
        return tf.Constant(TfExecutor.Evaluate([result.Value], new Dictionary<TfValue, Tensor>())[0]);
    }

    private static bool DependsOnConstants(TfNode node, HashSet<TfNode> seen) =>
        !seen.Add(node) || node.Op is Const || (node.Inputs.Count > 0 && node.Inputs.All(i => DependsOnConstants(i.Producer, seen)));
}
