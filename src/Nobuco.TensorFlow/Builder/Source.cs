using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow;

/// <summary>
/// Builds nodes: <c>tf.X</c> makes operation X. Element-wise functions align their operands by PyTorch's (logical) axes and give the order of
/// the operand of highest rank. Functions with axis arguments take physical axes, negative ones counting from the end; their result keeps
/// the operand's order where its axes stay what they are, and is in PyTorch's order otherwise. What changes nothing makes no node.
/// </summary>
public static partial class tf
{
    /// <param name="qualifiedName">The weight's PyTorch name, if it is one.</param>
    public static TfTensor Constant(Tensor value, string? qualifiedName = null) => new(new TfNode(new Const(value, qualifiedName), []).Output);

    /// <summary>A scalar.</summary>
    /// <exception cref="ArgumentException">An integer type cannot hold the number.</exception>
    public static TfTensor Constant(double value, DType dtype)
    {
        if (!dtype.IsFloat() && !dtype.IsComplex() && value != Math.Truncate(value))
            throw new ArgumentException($"A tensor of {dtype.Name()} cannot hold {value}.", nameof(value));
        return Constant(Tensor.Scalar(value).Cast(dtype));
    }

    /// <summary>A scalar.</summary>
    public static TfTensor Constant(long value, DType dtype) => Constant(Tensor.Scalar(value).Cast(dtype));

    /// <summary>A vector.</summary>
    public static TfTensor Constant(Seq<int> values) => Constant(Tensor.From(values.ToArray(), values.Count));

    /// <summary>A graph input.</summary>
    public static TfTensor Placeholder(TfType type, AxisOrder order) => new(new TfNode(new Placeholder(type), []).Output, order);

    /// <summary>A size as a scalar that arithmetic can use.</summary>
    public static TfTensor Size(Dim size, DType dtype = DType.Int32) =>
        size.TryValue is { } value ? Constant(value, dtype) : Squeeze(Sizes([size], dtype), [0]);

    /// <summary>Sizes as a vector that arithmetic can use.</summary>
    public static TfTensor Sizes(Seq<Dim> sizes, DType dtype = DType.Int32) => sizes.All(static s => s.IsConstant)
        ? Constant(Tensor.From(sizes.Select(static s => s.Value).ToArray(), sizes.Count).Cast(dtype))
        : Make(new Sizes(sizes, dtype));

    /// <summary>The node of <paramref name="op"/>; its result is in PyTorch's order.</summary>
    public static TfTensor Make(Op op, params ReadOnlySpan<TfTensor> inputs) => new(MakeNode(op, inputs).Output);

    /// <summary>The node of <paramref name="op"/>; its result lies in <paramref name="order"/>.</summary>
    public static TfTensor Make(Op op, AxisOrder order, params ReadOnlySpan<TfTensor> inputs) => new(MakeNode(op, inputs).Output, order);

    private static TfTensor[] MakeSeveral(Op op, AxisOrder order, params ReadOnlySpan<TfTensor> inputs) =>
        [.. MakeNode(op, inputs).Outputs.Select(output => new TfTensor(output, order))];

    /// <summary>A result of x's rank and axes.</summary>
    private static TfTensor Like(TfTensor x, Op op, params ReadOnlySpan<TfTensor> others) => Make(op, x.Order, [x, .. others]);

    private static TfTensor WithBias(Op op, TfTensor x, TfTensor filter, TfTensor? bias) =>
        bias is null ? Like(x, op, filter) : Like(x, op, filter, bias);

    private static TfNode MakeNode(Op op, ReadOnlySpan<TfTensor> inputs)
    {
        var values = new TfValue[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            values[i] = inputs[i].Value;
        return new TfNode(op, values);
    }

    private static int Normalize(long axis, int rank) => ShapeMath.NormalizeAxis(axis, rank);

    private static Seq<int> Normalize(Seq<int> axes, int rank) => axes.Select(axis => Normalize(axis, rank)).Order().ToSeq();
}
