using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>
/// A transposed convolution of symbolic size: runtimes do not take a computed output shape. Output pixel s · m + i is Σₜ x[m − t] · w[i + s · t], so that the s × s phases are
/// the channels of an ordinary convolution with ⌈k / s⌉ taps, and DEPTH_TO_SPACE interleaves them.
/// </summary>
internal sealed class LegalizeSymbolicTransposedConvolution : Legalization<Conv2DBackpropInput>
{
    protected override TfTensor? Rewrite(Conv2DBackpropInput op, TfNode node)
    {
        bool isStatic = op.OutputShape[1].IsConstant && op.OutputShape[2].IsConstant;
        if (isStatic || op.Strides[0] != op.Strides[1] || Input(node, 1).Constant is not { } filter)
            return null;
        int stride = op.Strides[0];
        TfTensor x = Input(node);
        (Dim top, Dim bottom, Dim cropTop) = Extent(x.Shape[1], op, filter, 0);
        (Dim left, Dim right, Dim cropLeft) = Extent(x.Shape[2], op, filter, 1);
        TfTensor phases = tf.Conv2D(tf.Pad(x, [0, top, left, 0], [0, bottom, right, 0]), tf.Constant(Phases(filter, stride)), Bias(node, stride), [1, 1], Padding.Valid, [1, 1], op.Activation);
        TfTensor pixels = stride == 1 ? phases : tf.DepthToSpace(phases, stride);
        return tf.StridedSlice(
            pixels, [0, cropTop, cropLeft, 0], [op.OutputShape[0], cropTop + op.OutputShape[1], cropLeft + op.OutputShape[2], op.OutputShape[3]], [1, 1, 1, 1]);
    }

    /// <summary>Padding before and after an axis, and how much of the result lies before the output.</summary>
    private static (Dim Before, Dim After, Dim Crop) Extent(Dim size, Conv2DBackpropInput op, Tensor filter, int axis)
    {
        long kernel = filter.Shape[axis], stride = op.Strides[axis], taps = Taps(kernel, stride);
        long crop = op.Padding == Padding.Same ? Math.Max(kernel - stride, 0) / 2 : 0;
        // Whole strides beyond what the padded input gives.
        Dim missing = crop + op.OutputShape[axis + 1] - ((size + taps - 1) * stride);
        return (taps - 1, taps - 1 + (missing.TryValue is > 0 and var more ? (more + stride - 1) / stride : 0), crop);
    }

    /// <summary>[KH, KW, O, I] → [taps, taps, I, s · s · O]: phase (i, j) of output o is channel (i · s + j) · O + o.</summary>
    private static Tensor Phases(Tensor filter, int stride)
    {
        (long height, long width, long outputs, long inputs) = (filter.Shape[0], filter.Shape[1], filter.Shape[2], filter.Shape[3]);
        (long rows, long columns) = (Taps(height, stride), Taps(width, stride));
        Tensor phases = Tensor.Zeros(filter.DType, [rows, columns, inputs, stride * stride * outputs]);
        for (long y = 0; y < height; y++)
        {
            for (long x = 0; x < width; x++)
            {
                long phase = ((y % stride) * stride) + (x % stride);
                Tensor tap = phases.Select(0, rows - 1 - (y / stride)).Select(0, columns - 1 - (x / stride));
                tap.Slice(1, phase * outputs, (phase + 1) * outputs).CopyFrom(filter.Select(0, y).Select(0, x).Transpose(0, 1));
            }
        }
        return phases;
    }

    /// <summary>The same bias for every phase.</summary>
    private static TfTensor? Bias(TfNode node, int stride)
    {
        if (node.Inputs.Count < 3 || node.Inputs[2].Type.DType.IsInteger())
            return null;
        return tf.Tile(Input(node, 2), [stride * stride]);
    }

    private static long Taps(long kernel, long stride) => (kernel + stride - 1) / stride;
}
