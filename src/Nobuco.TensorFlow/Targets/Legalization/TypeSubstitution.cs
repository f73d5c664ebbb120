using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>Computes an operation in another element type.</summary>
internal abstract class TypeSubstitution : INodeRewrite
{
    public IReadOnlyList<TfValue>? TryRewriteResults(TfGraph graph, TfNode node)
    {
        if (node.Inputs.Count == 0 || Substitute(node.Op, node.Inputs[node.Op is SelectV2 ? 1 : 0].Type.DType) is not { } other)
            return null;
        DType dtype = node.Inputs[node.Op is SelectV2 ? 1 : 0].Type.DType;
        TfValue[] inputs = [.. node.Inputs.Select((input, i) => input.Type.DType == dtype && !IsSize(node.Op, i) ? Converted(new TfTensor(input), other).Value : input)];
        return [.. new TfNode(node.Op, inputs).Outputs.Zip(node.Outputs, (computed, result) => tf.Cast(new TfTensor(computed), result.Type.DType).Value)];
    }

    /// <summary>Sizes stay integers.</summary>
    private static bool IsSize(Op op, int input) => op is ResizeOp && input > 0;

    /// <summary>Constants stay constants, as other rules look for them, and weights the weights that they are.</summary>
    private static TfTensor Converted(TfTensor x, DType dtype) =>
        x.Value.Producer.Op is Const constant ? tf.Constant(constant.Value.Cast(dtype), constant.QualifiedName) : tf.Cast(x, dtype);

    /// <summary>The type to compute in, or null for the operation's own.</summary>
    protected abstract DType? Substitute(Op op, DType dtype);
}
