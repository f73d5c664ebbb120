using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>Matrix products.</summary>
internal static class Linear
{
    /// <summary>Unless dimensions are kept, the input is a matrix of as many columns as the weights have.</summary>
    public static TfTensor FullyConnected(RaisingCall call)
    {
        TfTensor kernel = tf.Transpose(call[1], [1, 0]);
        TfTensor x = call.Options.Flag("keep_num_dims") ? call[0] : tf.Reshape(call[0], [Rows(call[0], kernel.Shape[0]), kernel.Shape[0]]);
        return call.Activated(tf.Dense(x, kernel, call.Optional(2)));
    }

    public static TfTensor BatchMatMul(RaisingCall call) => tf.BatchMatMulV2(call[0], call[1], call.Options.Flag("adj_x"), call.Options.Flag("adj_y"));

    private static Dim Rows(TfTensor x, Dim columns) => Dim.FloorDiv(x.Shape.Aggregate(Dim.One, (product, size) => product * size), columns);
}
