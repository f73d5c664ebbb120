using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

internal static class Pooling
{
    public static TfTensor Max2D(RaisingCall call) => tf.MaxPool(call[0], call.Ints("pool_size"), call.Ints("strides"), call.Window);

    public static TfTensor Average2D(RaisingCall call) => tf.AvgPool(call[0], call.Ints("pool_size"), call.Ints("strides"), call.Window);

    public static TfTensor Max3D(RaisingCall call) => tf.Make(new MaxPool3D(call.Ints("pool_size"), call.Ints("strides"), call.Window), call[0]);

    public static TfTensor Average3D(RaisingCall call) => tf.Make(new AvgPool3D(call.Ints("pool_size"), call.Ints("strides"), call.Window), call[0]);

    /// <summary>Over all axes but the first and the last.</summary>
    public static Func<RaisingCall, TfTensor> Global(Func<TfTensor, Seq<int>, bool, TfTensor> reduce) => call =>
        reduce(call[0], Enumerable.Range(1, call[0].Rank - 2).ToSeq(), call.Flag("keepdims"));
}
