using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

/// <summary>Convolution layers; filters are in TensorFlow's order.</summary>
internal static class Convolution
{
    public static TfTensor Conv2D(RaisingCall call) =>
        Finish(call, tf.Make(new Conv2D(call.Ints("strides"), call.Window, call.Ints("dilation_rate")), call[0], call.Weight(0)), 1);

    public static TfTensor Conv3D(RaisingCall call) =>
        Finish(call, tf.Make(new Conv3D(call.Ints("strides"), call.Window, call.Ints("dilation_rate")), call[0], call.Weight(0)), 1);

    /// <summary>"causal" pads before only.</summary>
    public static TfTensor Conv1D(RaisingCall call)
    {
        TfTensor x = call[0], kernel = call.Weight(0);
        int dilation = call.Ints("dilation_rate")[0];
        bool isCausal = call.Padding == "causal";
        if (isCausal)
            x = tf.Pad(x, [0, dilation * (kernel.Shape[0] - 1), 0], [0, 0, 0]);
        Padding window = isCausal ? Padding.Valid : call.Window;
        TfTensor y = tf.Conv2D(tf.ExpandDims(x, [1]), tf.ExpandDims(kernel, [0]), null, [1, call.Ints("strides")[0]], window, [1, dilation]);
        return Finish(call, tf.Squeeze(y, [1]), 1);
    }

    public static TfTensor DepthwiseConv2D(RaisingCall call) => Finish(call, Depthwise(call), 1);

    /// <summary>Depthwise, then across channels.</summary>
    public static TfTensor SeparableConv2D(RaisingCall call) => Finish(call, tf.Conv2D(Depthwise(call), call.Weight(1), null, [1, 1], Padding.Valid, [1, 1]), 2);

    public static TfTensor ConvTranspose(RaisingCall call)
    {
        TfTensor x = call[0], kernel = call.Weight(0);
        Seq<int> strides = call.Ints("strides");
        Seq<int> extra = call.Setting("output_padding") is null ? [] : call.Ints("output_padding");
        if (call.Ints("dilation_rate").Any(static d => d != 1))
            throw call.Unsupported("is dilated");
        if (call.Window == Padding.Same && extra.Count > 0)
            throw call.Unsupported("pads and has an output padding");
        Dim[] sizes = [.. strides.Select((stride, i) => call.Window == Padding.Same
            ? x.Shape[i + 1] * stride
            : ((x.Shape[i + 1] - 1) * stride) + kernel.Shape[i] + (extra.Count > 0 ? extra[i] : Dim.Max(stride - kernel.Shape[i], 0)))];
        Seq<Dim> shape = [x.Shape[0], .. sizes, kernel.Shape[^2]];
        return Finish(call, strides.Count == 2
            ? tf.Conv2DBackpropInput(x, kernel, null, strides, call.Window, shape)
            : tf.Conv3DBackpropInputV2(x, kernel, null, strides, call.Window, shape), 1);
    }

    /// <summary>A convolution whose kernel is an operand.</summary>
    public static TfTensor Computed(RaisingCall call)
    {
        TfTensor x = call[0], kernel = call[1, "filters"];
        Padding window = call.Padding.Equals("same", StringComparison.OrdinalIgnoreCase) ? Padding.Same : Padding.Valid;
        Seq<int> strides = call.Ints("strides"), dilations = call.Ints(call.Setting("dilation_rate") is null ? "dilations" : "dilation_rate");
        return tf.Make(x.Rank == 4 ? new Conv2D(strides, window, dilations) : new Conv3D(strides, window, dilations), x, kernel);
    }

    private static TfTensor Depthwise(RaisingCall call) => tf.DepthwiseConv2dNative(call[0], call.Weight(0), null, call.Ints("strides"), call.Window, call.Ints("dilation_rate"));

    private static TfTensor Finish(RaisingCall call, TfTensor y, int bias) => Activations.Activated(call, call.Flag("use_bias", true) ? y + call.Weight(bias) : y);
}
