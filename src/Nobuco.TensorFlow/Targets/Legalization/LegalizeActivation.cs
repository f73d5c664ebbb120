using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>Fused activations as operations of their own.</summary>
internal static class SeparateActivation
{
    public static TfTensor Of(this Activation activation, TfTensor x) => activation switch
    {
        Activation.Relu => tf.Relu(x),
        Activation.Relu6 => tf.Relu6(x),
        Activation.ReluN1To1 => tf.ReluN1To1(x),
        _ => x,
    };
}

/// <summary>CONCATENATION fuses no activation.</summary>
internal sealed class LegalizeActivatedConcat : Legalization<ConcatV2>
{
    protected override TfTensor? Rewrite(ConcatV2 op, TfNode node) => op.Activation == Activation.None
        ? null
        : op.Activation.Of(tf.Make(op with { Activation = Activation.None }, [.. node.Inputs.Select(i => new TfTensor(i))]));
}

internal sealed class LegalizeSoftsign : UnaryLegalization<Softsign>
{
    protected override TfTensor Rewrite(Softsign op, TfTensor x) => x / (1 + tf.Abs(x));
}

/// <summary>SOFTMAX is over the last axis: the axis is brought there, by a view where all axes behind it have size 1.</summary>
internal sealed class LegalizeSoftmaxAxis : UnaryLegalization<Softmax>
{
    protected override TfTensor? Rewrite(Softmax op, TfTensor x) => LastAxis.Apply(x, op.Axis, t => tf.Softmax(t));
}

/// <inheritdoc cref="LegalizeSoftmaxAxis"/>
internal sealed class LegalizeLogSoftmaxAxis : UnaryLegalization<LogSoftmax>
{
    protected override TfTensor? Rewrite(LogSoftmax op, TfTensor x) => LastAxis.Apply(x, op.Axis, t => tf.LogSoftmax(t));
}

/// <summary>Functions that are only to be had along the last axis.</summary>
internal static class LastAxis
{
    /// <summary>The function along <paramref name="axis"/>, or null when that is the last one already.</summary>
    public static TfTensor? Apply(TfTensor x, int axis, Func<TfTensor, TfTensor> alongLast)
    {
        if (axis == x.Rank - 1)
            return null;
        if (x.Shape[(axis + 1)..].All(size => size == Dim.One))
            return tf.Reshape(alongLast(tf.Reshape(x, x.Shape[..(axis + 1)])), x.Shape);
        Seq<int> swap = Seq.Range(x.Rank).With(axis, x.Rank - 1).With(x.Rank - 1, axis);
        return tf.Transpose(alongLast(tf.Transpose(x, swap)), swap);
    }
}

/// <summary>The operation of TensorFlow and TFLite has α = 1: max(x, 0) + α · elu(min(x, 0)).</summary>
internal sealed class LegalizeElu : UnaryLegalization<Elu>
{
    protected override TfTensor? Rewrite(Elu op, TfTensor x) =>
        op.Alpha == 1 ? null : tf.Relu(x) + (op.Alpha * tf.Elu(tf.Minimum(x, 0.0)));
}
