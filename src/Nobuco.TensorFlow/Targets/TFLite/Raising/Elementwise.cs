using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>Element-wise operators that are not just a function of the same name.</summary>
internal static class Elementwise
{
    public static Func<RaisingCall, TfTensor> Arithmetic(Func<TfTensor, TfTensor, TfTensor> function) => call => call.Activated(function(call[0], call[1]));

    public static TfTensor Cast(RaisingCall call) => tf.Cast(call[0], call.OutputDType);

    /// <summary>The condition may be a vector that says so for whole rows.</summary>
    public static TfTensor Select(RaisingCall call)
    {
        TfTensor condition = call[0];
        int missing = call[1].Rank - condition.Rank;
        if (condition.Rank == 1 && missing > 0)
            condition = tf.Reshape(condition, [condition.Shape[0], .. Seq.Repeat(Dim.One, missing)]);
        return tf.SelectV2(condition, call[1], call[2]);
    }

    public static TfTensor AddN(RaisingCall call) => call.All.Aggregate(static (sum, x) => sum + x);

    public static TfTensor ZerosLike(RaisingCall call) => tf.Fill(call[0].Shape, tf.Constant(0, call[0].DType));
}
