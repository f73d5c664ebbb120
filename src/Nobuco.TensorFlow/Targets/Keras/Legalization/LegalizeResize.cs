using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>
/// Ways to place pixels that Keras does not have: rows and columns are gathered, two neighbours of each and their weights for linear interpolation.
/// </summary>
internal sealed class LegalizeResize : Legalization<ResizeOp>
{
    protected override TfTensor? Rewrite(ResizeOp op, TfNode node)
    {
        bool isKeras = op is ResizeBilinear && op.HalfPixelCenters;
        bool isRepeat = op is ResizeNearestNeighbor && !op.AlignCorners && Lowering.Resize.Factors(node) is not null;
        if (isKeras || isRepeat || !op.Size.Concat(node.Inputs[0].Type.Shape[1..3]).All(static d => d.IsConstant))
            return null;
        TfTensor x = Input(node);
        for (int axis = 1; axis <= 2; axis++)
            x = op is ResizeBilinear ? Interpolated(x, axis, op) : tf.GatherV2(x, tf.Constant(Positions(op, x, axis).Select(static p => (int)p).ToSeq()), axis);
        return x;
    }

    private static TfTensor Interpolated(TfTensor x, int axis, ResizeOp op)
    {
        double[] positions = [.. Positions(op, x, axis).Select(static p => Math.Max(p, 0))];
        int last = (int)x.Shape[axis].Value - 1;
        TfTensor lower = tf.GatherV2(x, tf.Constant(positions.Select(static p => (int)p).ToSeq()), axis);
        TfTensor upper = tf.GatherV2(x, tf.Constant(positions.Select(p => Math.Min((int)p + 1, last)).ToSeq()), axis);
        float[] weights = [.. positions.Select(static p => (float)(p - Math.Floor(p)))];
        Seq<long> shape = [weights.Length, .. Seq.Repeat(1L, x.Rank - 1 - axis)];
        return lower + ((upper - lower) * tf.Constant(Tensor.From(weights, weights.Length).Cast(x.DType).Reshape(shape)));
    }

    /// <summary>Where each output element lies among the input's, in single precision as both frameworks compute it.</summary>
    private static IEnumerable<double> Positions(ResizeOp op, TfTensor x, int axis)
    {
        long from = x.Shape[axis].Value, to = op.Size[axis - 1].Value;
        float scale = op.AlignCorners ? (to > 1 ? (float)(from - 1) / (to - 1) : 0) : (float)from / to;
        bool isLinear = op is ResizeBilinear;
        for (int i = 0; i < to; i++)
        {
            float at = op.HalfPixelCenters ? ((i + 0.5f) * scale) - (isLinear ? 0.5f : 0) : i * scale;
            yield return isLinear ? at : Math.Min(from - 1, op.AlignCorners ? MathF.Round(at, MidpointRounding.AwayFromZero) : MathF.Floor(at));
        }
    }
}
