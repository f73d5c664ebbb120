using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph.Ops;
using static Nobuco.ChannelOrderingStrategy;
using Window = Nobuco.TensorFlow.Graph.Ops.Padding;

namespace Nobuco.Builtin;

/// <summary>
/// Transposed convolutions: weights <c>[I, O / groups, spatial…]</c>, output size (n − 1) · stride − 2 · padding + dilation · (k − 1) + output_padding + 1.
/// TensorFlow's have neither groups nor dilation: both go into the weights.
/// </summary>
public static class TransposedConvolution
{
    [Converter("aten::conv_transpose1d", ForceTensorFlowOrder)]
    [Converter("aten::conv_transpose2d.input", ForceTensorFlowOrder)]
    [Converter("aten::conv_transpose3d.input", ForceTensorFlowOrder)]
    public static TfTensor Convolve(
        ConverterCall call, TfTensor input, [PyTorchOrder] TfTensor weight, TfTensor? bias, Seq<int> stride, Seq<int> padding, Seq<int> outputPadding, long groups, Seq<int> dilation) =>
        Convolve(call, input, weight, bias, stride, padding, outputPadding, dilation, groups);

    internal static TfTensor Convolve(
        ConverterCall call, TfTensor input, TfTensor weight, TfTensor? bias, Seq<int> stride, Seq<int> padding, Seq<int> outputPadding, Seq<int> dilation, long groups)
    {
        int axes = weight.Rank - 2;
        Tensor dense = Dense(weight.Constant ?? throw call.NotExpressible("its weight is computed."), dilation, (int)groups);
        string? name = ((Const)weight.Value.Producer.Op).QualifiedName;
        return Convolution.Batched(input, axes, x => axes switch
        {
            1 => tf.Squeeze(Spatial(tf.ExpandDims(x, [1]), dense.Unsqueeze(2), name, bias, [1, .. stride], [0, .. padding], [0, .. outputPadding]), [1]),
            _ => Spatial(x, dense, name, bias, stride, padding, outputPadding),
        });
    }

    /// <summary>SAME where its implicit cropping is PyTorch's padding, otherwise VALID and a crop.</summary>
    private static TfTensor Spatial(TfTensor x, Tensor weight, string? name, TfTensor? bias, Seq<int> stride, Seq<int> padding, Seq<int> outputPadding)
    {
        // Results behind all windows are nobody's: a larger kernel makes them its own.
        if (outputPadding.Select((size, i) => size - padding[i] >= stride[i]).Any(static isBehind => isBehind))
            return Spatial(x, Extended(weight, outputPadding), name, bias, stride, padding, Seq.Repeat(0, stride.Count));
        Seq<int> kernel = weight.Shape[2..].Select(static size => (int)size).ToSeq();
        Seq<Dim> size = kernel.Select((k, i) => ((x.Shape[i + 1] - 1) * stride[i]) + k - (2 * padding[i]) + outputPadding[i]).ToSeq();
        bool isSame = kernel.Select((k, i) => k >= stride[i] && (2 * padding[i]) - outputPadding[i] == k - stride[i] && padding[i] == (k - stride[i]) / 2).All(static same => same);
        Seq<int> extra = kernel.Select((_, i) => isSame ? 0 : Math.Max(0, outputPadding[i] - padding[i])).ToSeq();
        Seq<Dim> produced = isSame ? size : kernel.Select((k, i) => ((x.Shape[i + 1] - 1) * stride[i]) + k + extra[i]).ToSeq();
        Seq<Dim> shape = [x.Shape[0], .. produced, weight.Shape[1]];
        // [I, O, spatial…] → [spatial…, O, I]
        TfTensor filter = tf.Constant(weight.Permute([.. Enumerable.Range(2, kernel.Count), 1, 0]), name);
        Window window = isSame ? Window.Same : Window.Valid;
        TfTensor y = kernel.Count == 2 ? tf.Conv2DBackpropInput(x, filter, bias, stride, window, shape) : tf.Conv3DBackpropInputV2(x, filter, bias, stride, window, shape);
        if (isSame || produced == size)
            return y;
        Seq<Dim> begin = [0, .. padding.Select(static pad => (Dim)pad), 0];
        Seq<Dim> end = [x.Shape[0], .. size.Select((length, i) => length + padding[i]), weight.Shape[1]];
        return tf.StridedSlice(y, begin, end, Seq.Repeat(1L, y.Rank));
    }

    /// <summary>The weights with zeros behind them along the spatial axes.</summary>
    private static Tensor Extended(Tensor weight, Seq<int> by)
    {
        Tensor extended = Tensor.Zeros(weight.DType, [.. weight.Shape[..2], .. weight.Shape[2..].Select((size, i) => size + by[i])]);
        extended.AsStrided(weight.Shape, extended.Strides, 0).CopyFrom(weight);
        return extended;
    }

    /// <summary>The weights of the same convolution without groups (zeros between groups) and dilation (zeros between elements).</summary>
    private static Tensor Dense(Tensor weight, Seq<int> dilation, int groups)
    {
        if (groups == 1 && dilation.All(static d => d == 1))
            return weight;
        long inputs = weight.Shape[0] / groups, outputs = weight.Shape[1];
        Seq<long> spatial = weight.Shape[2..].Select((size, i) => (dilation[i] * (size - 1)) + 1).ToSeq();
        Tensor dense = Tensor.Zeros(weight.DType, [weight.Shape[0], outputs * groups, .. spatial]);
        for (int group = 0; group < groups; group++)
        {
            Tensor target = dense.Slice(0, group * inputs, (group + 1) * inputs).Slice(1, group * outputs, (group + 1) * outputs);
            for (int axis = 0; axis < dilation.Count; axis++)
                target = target.Slice(axis + 2, 0, long.MaxValue, dilation[axis]);
            target.CopyFrom(weight.Slice(0, group * inputs, (group + 1) * inputs));
        }
        return dense;
    }
}
