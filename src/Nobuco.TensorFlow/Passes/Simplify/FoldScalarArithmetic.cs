using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>Sums and products with two constants, one after the other, take their sum or product at once. Of floating-point numbers only.</summary>
/// <remarks><code>
/// %1 = Mul(%0, a)
/// %2 = Mul(%1, b)    =>    %2 = Mul(%0, a · b)
/// </code></remarks>
public sealed class FoldScalarArithmetic : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Outputs is not [{ Type.DType: DType.Float32 }] || node.WithConstant() is not var (inner, outer) || !graph.HasSingleUse(inner))
            return null;
        if (inner.Producer.WithConstant() is not var (x, constant))
            return null;
        return (node.Op, inner.Op) switch
        {
            (AddV2 op, AddV2 { Activation: Activation.None }) => Combine(node, op, x, new AddV2(), constant, outer),
            (Mul op, Mul { Activation: Activation.None }) => Combine(node, op, x, new Mul(), constant, outer),
            (Mul op, RealDiv { Activation: Activation.None }) when inner.Inputs[0] == x => Combine(node, op, x, new RealDiv(), outer, constant),
            (RealDiv op, RealDiv { Activation: Activation.None }) when inner.Inputs[0] == x && node.Inputs[0] == inner => Combine(node, op, x, new Mul(), constant, outer),
            (RealDiv op, Mul { Activation: Activation.None }) when node.Inputs[0] == inner => Combine(node, new Mul(op.Activation), x, new RealDiv(), constant, outer),
            _ => null,
        };
    }

    /// <summary>x ∘ (a ∘ b), the constant left for folding. The constant must not grow x's shape in two steps and not in one.</summary>
    private static TfValue? Combine(TfNode node, Op op, TfValue x, Op constantOp, TfValue a, TfValue b)
    {
        TfValue value = node.With(op, x, GraphPatterns.Make(constantOp, a, b));
        return value.Type == node.Output.Type ? value : null;
    }
}
