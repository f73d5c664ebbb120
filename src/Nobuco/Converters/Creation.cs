using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>New tensors: constants where the size is known, computed ones where it is symbolic. The call knows type and size.</summary>
public static class Creation
{
    [Converter("aten::zeros", Manual)]
    [Converter("aten::empty.memory_format", Manual)]
    [Converter("aten::empty_permuted", Manual)]
    [Converter("aten::new_zeros", Manual)]
    [Converter("aten::new_empty", Manual)]
    [Converter("aten::zeros_like", Manual)]
    [Converter("aten::empty_like", Manual)]
    [Converter("aten::zero", Manual)]
    [Implied("dtype", "self", "size", "physical_layout", "n", "m", "requires_grad")]
    public static TfTensor Zeros(ConverterCall call) => Filled(call, 0);

    [Converter("aten::ones", Manual)]
    [Converter("aten::new_ones", Manual)]
    [Converter("aten::ones_like", Manual)]
    [Implied("dtype", "self", "size", "physical_layout", "n", "m", "requires_grad")]
    public static TfTensor Ones(ConverterCall call) => Filled(call, 1);

    [Converter("aten::full", Manual)]
    [Converter("aten::full_like", Manual)]
    [Converter("aten::new_full", Manual)]
    [Implied("dtype", "self", "size", "physical_layout", "n", "m", "requires_grad")]
    public static TfTensor Full(ConverterCall call, double fillValue) => Filled(call, fillValue);

    [Converter("aten::scalar_tensor", Manual)]
    [Implied("dtype", "self", "size", "physical_layout", "n", "m", "requires_grad")]
    public static TfTensor ScalarTensor(ConverterCall call, double s) => Filled(call, s);

    [Converter("aten::arange", Manual)]
    [Implied("dtype", "self", "size", "physical_layout", "n", "m", "requires_grad", "end")]
    public static TfTensor Arange(ConverterCall call) => Sequence(call, 0, 1);

    [Converter("aten::arange.start", Manual)]
    [Implied("dtype", "self", "size", "physical_layout", "n", "m", "requires_grad", "end")]
    public static TfTensor ArangeStart(ConverterCall call, double start) => Sequence(call, start, 1);

    [Converter("aten::arange.start_step", Manual)]
    [Implied("dtype", "self", "size", "physical_layout", "n", "m", "requires_grad", "end")]
    public static TfTensor ArangeStep(ConverterCall call, double start, double step) => Sequence(call, start, step);

    [Converter("aten::linspace", Manual)]
    [Implied("dtype", "self", "size", "physical_layout", "n", "m", "requires_grad")]
    public static TfTensor Linspace(ConverterCall call, double start, double end, long steps)
    {
        double step = steps > 1 ? (end - start) / (steps - 1) : 0;
        // PyTorch counts from both ends.
        double[] values = [.. Enumerable.Range(0, (int)steps).Select(i => i < steps / 2 ? start + (i * step) : end - ((steps - 1 - i) * step))];
        return tf.Constant(Tensor.From(values, steps).Cast(call.Result.DType));
    }

    [Converter("aten::eye", Manual)]
    [Converter("aten::eye.m", Manual)]
    [Implied("dtype", "self", "size", "physical_layout", "n", "m", "requires_grad")]
    public static TfTensor Eye(ConverterCall call)
    {
        Seq<long> shape = call.Result.Shape.Select(static d => d.Value).ToSeq();
        Tensor eye = Tensor.Zeros(call.Result.DType, shape);
        eye.AsStrided([Math.Min(shape[0], shape[1])], [shape[1] + 1], 0).CopyFrom(Tensor.Scalar(1f));
        return tf.Constant(eye);
    }

    private static TfTensor Filled(ConverterCall call, double value)
    {
        Tensor scalar = Tensor.Scalar(value).Cast(call.Result.DType);
        Seq<Dim> shape = call.Result.Shape;
        return shape.All(static d => d.IsConstant)
            ? tf.Constant(scalar.BroadcastTo(shape.Select(static d => d.Value).ToSeq()))
            : tf.Fill(shape, tf.Constant(scalar));
    }

    private static TfTensor Sequence(ConverterCall call, double start, double step)
    {
        if (call.Result.Shape[0].TryValue is not { } count)
            return tf.Cast(tf.Range(0, call.Result.Shape[0], 1, DType.Int32), call.Result.DType) * step + start;
        double[] values = [.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))];
        return tf.Constant(Tensor.From(values, count).Cast(call.Result.DType));
    }
}
