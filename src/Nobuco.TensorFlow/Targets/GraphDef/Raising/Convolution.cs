using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Convolutions of channels-last data.</summary>
internal static class Convolution
{
    public static TfTensor Conv2D(RaisingCall call)
    {
        call.ExpectChannelsLast();
        return tf.Conv2D(Padded(call), call[1], null, call.Spatial("strides", 2), call.Padding, call.Spatial("dilations", 2));
    }

    public static TfTensor Depthwise(RaisingCall call)
    {
        call.ExpectChannelsLast();
        return tf.DepthwiseConv2dNative(Padded(call), call[1], null, call.Spatial("strides", 2), call.Padding, call.Spatial("dilations", 2));
    }

    public static TfTensor Conv3D(RaisingCall call)
    {
        call.ExpectChannelsLast();
        return tf.Conv3D(call[0], call[1], null, call.Spatial("strides", 3), call.Padding, call.Spatial("dilations", 3));
    }

    public static TfTensor Conv2DBackpropInput(RaisingCall call)
    {
        call.ExpectChannelsLast();
        return tf.Conv2DBackpropInput(call[2], call[1], null, call.Spatial("strides", 2), call.Padding, call.Sizes(0));
    }

    public static TfTensor Conv3DBackpropInput(RaisingCall call)
    {
        call.ExpectChannelsLast();
        return tf.Conv3DBackpropInputV2(call[2], call[1], null, call.Spatial("strides", 3), call.Padding, call.Sizes(0));
    }

    /// <summary>The convolution's operand, with the padding that is an attribute.</summary>
    private static TfTensor Padded(RaisingCall call)
    {
        Seq<int> padding = call.Ints("explicit_paddings");
        return padding.Count == 0
            ? call[0]
            : tf.Pad(call[0], [.. padding.Where(static (_, i) => i % 2 == 0).Select(static p => (Dim)p)], [.. padding.Where(static (_, i) => i % 2 == 1).Select(static p => (Dim)p)]);
    }
}
