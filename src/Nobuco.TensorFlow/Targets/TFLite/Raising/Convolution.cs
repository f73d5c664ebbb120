using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>Convolutions; filters get TensorFlow's order back, as views where they are constants.</summary>
internal static class Convolution
{
    public static TfTensor Conv2D(RaisingCall call)
    {
        var op = new Conv2D(call.HeightAndWidth("stride_"), call.Padding, call.HeightAndWidth("dilation_", "_factor"));
        return Biased(call, op, call[0], tf.Transpose(call[1], [1, 2, 3, 0]), 2);
    }

    /// <summary>[1, H, W, C·M] is [H, W, C, M].</summary>
    public static TfTensor DepthwiseConv2D(RaisingCall call)
    {
        var op = new DepthwiseConv2dNative(call.HeightAndWidth("stride_"), call.Padding, call.HeightAndWidth("dilation_", "_factor"));
        Seq<Dim> shape = call[1].Shape;
        Dim channels = call[0].Shape[3];
        TfTensor filter = tf.Reshape(call[1], [shape[1], shape[2], channels, Dim.FloorDiv(shape[3], channels)]);
        return Biased(call, op, call[0], filter, 2);
    }

    public static TfTensor TransposeConv(RaisingCall call)
    {
        var op = new Conv2DBackpropInput(call.HeightAndWidth("stride_"), call.Padding, call.Sizes(0));
        return Biased(call, op, call[2], tf.Transpose(call[1], [1, 2, 0, 3]), 3);
    }

    public static TfTensor Conv3D(RaisingCall call) =>
        Biased(call, new Conv3D(Depth(call, "stride_", ""), call.Padding, Depth(call, "dilation_", "_factor")), call[0], call[1], 2);

    public static TfTensor Conv3DTranspose(RaisingCall call) =>
        Biased(call, new Conv3DBackpropInputV2(Depth(call, "stride_", ""), call.Padding, call.Sizes(0)), call[2], call[1], 3);

    private static Seq<int> Depth(RaisingCall call, string prefix, string suffix) =>
        [call.Options.Int($"{prefix}d{suffix}"), .. call.HeightAndWidth(prefix, suffix)];

    private static TfTensor Biased(RaisingCall call, Graph.Op op, TfTensor x, TfTensor filter, int biasIndex) =>
        call.Activated(call.Optional(biasIndex) is { } bias ? tf.Make(op, x, filter, bias) : tf.Make(op, x, filter));
}
