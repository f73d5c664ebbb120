using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>
/// Where all operands of an element-wise operation or a concatenation are transposed alike (directly or behind unary operations), one transpose of the
/// result does. Constants follow as views.
/// </summary>
/// <remarks><code>
/// %1 = Transpose(%0, p)
/// %2 = Sigmoid(%1)               %2 = Sigmoid(%0)
/// %3 = Mul(%1, %2)         =>    %3 = Mul(%0, %2)
///                                %4 = Transpose(%3, p)
/// </code></remarks>
public sealed class SinkTransposesThroughElementwise : IRewrite
{
    private const int Depth = 4;

    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Op is not (BinaryOp or SelectV2 or PRelu or ConcatV2) || FirstTranspose(node) is not { } perm || node.Output.Type.Rank != perm.Count)
            return null;
        var transposes = new List<TfValue>();
        var operands = new List<TfValue>();
        foreach (TfValue input in node.Inputs)
        {
            if (Untransposed(graph, input, perm, transposes, Depth) is not { } operand)
                return null;
            operands.Add(operand);
        }
        bool noneIsLeft = transposes.Distinct().All(t => !graph.IsOutput(t) && graph.Uses(t).Count == transposes.Count(u => u == t));
        if (!noneIsLeft || Bytes.Compare([node.Output], transposes.Distinct()) is not <= 0)
            return null;
        Op op = node.Op is ConcatV2 concat ? concat with { Axis = perm[concat.Axis] } : node.Op;
        return GraphPatterns.Make(new Transpose(perm), node.With(op, operands));
    }

    private static Seq<int>? FirstTranspose(TfNode node)
    {
        foreach (TfValue input in node.Inputs)
        {
            TfValue value = input;
            for (int i = 0; i < Depth && IsUnary(value.Op); i++)
                value = value.Inputs[0];
            if (value.Op is Transpose transpose)
                return transpose.Perm;
        }
        return null;
    }

    private static bool IsUnary(Op? op) => op is UnaryOp or Cast;

    /// <summary>What the transpose of is the value, or null; the transposes it ends at are collected.</summary>
    private static TfValue? Untransposed(TfGraph graph, TfValue value, Seq<int> perm, List<TfValue> transposes, int depth)
    {
        if (value.Op is Transpose transpose && transpose.Perm == perm)
        {
            transposes.Add(value);
            return value.Inputs[0];
        }
        if (value.Constant is { } constant)
            return Untransposed(value, constant, perm);
        if (depth == 0 || value.Op is not { } unary || !IsUnary(unary) || !graph.HasSingleUse(value))
            return null;
        if (AxisCommutation.Through(unary, perm) is not var (op, after) || after != perm)
            return null;
        return Untransposed(graph, value.Inputs[0], perm, transposes, depth - 1) is { } x ? value.Producer.With(op, x) : null;
    }

    private static TfValue Untransposed(TfValue value, Tensor constant, Seq<int> perm)
    {
        if (constant.Count == 1 && constant.Rank < perm.Count)
            return value;
        while (constant.Rank < perm.Count)
            constant = constant.Unsqueeze(0);
        return GraphPatterns.Constant(constant.Permute(Permutation.Inverse(perm)), ((Const)value.Producer.Op).QualifiedName);
    }
}
