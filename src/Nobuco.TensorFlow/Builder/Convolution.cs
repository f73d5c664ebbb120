using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <param name="x">[N, H, W, C]</param>
    /// <param name="filter">[KH, KW, C / groups, O]</param>
    /// <param name="bias">[O]</param>
    public static TfTensor Conv2D(
        TfTensor x, TfTensor filter, TfTensor? bias = null, Seq<int>? strides = null, Padding padding = Padding.Valid, Seq<int>? dilations = null, Activation activation = Activation.None) =>
        WithBias(new Conv2D(strides ?? Seq.Repeat(1, 2), padding, dilations ?? Seq.Repeat(1, 2), activation), x, filter, bias);

    /// <param name="x">[N, H, W, C]</param>
    /// <param name="filter">[KH, KW, C, M]</param>
    /// <param name="bias">[C · M]</param>
    public static TfTensor DepthwiseConv2dNative(
        TfTensor x, TfTensor filter, TfTensor? bias = null, Seq<int>? strides = null, Padding padding = Padding.Valid, Seq<int>? dilations = null, Activation activation = Activation.None) =>
        WithBias(new DepthwiseConv2dNative(strides ?? Seq.Repeat(1, 2), padding, dilations ?? Seq.Repeat(1, 2), activation), x, filter, bias);

    /// <param name="x">[N, D, H, W, C]</param>
    /// <param name="filter">[KD, KH, KW, C / groups, O]</param>
    /// <param name="bias">[O]</param>
    public static TfTensor Conv3D(
        TfTensor x, TfTensor filter, TfTensor? bias = null, Seq<int>? strides = null, Padding padding = Padding.Valid, Seq<int>? dilations = null, Activation activation = Activation.None) =>
        WithBias(new Conv3D(strides ?? Seq.Repeat(1, 3), padding, dilations ?? Seq.Repeat(1, 3), activation), x, filter, bias);

    /// <param name="x">[N, H, W, I]</param>
    /// <param name="filter">[KH, KW, O, I]</param>
    /// <param name="bias">[O]</param>
    /// <param name="outputShape">[N, H', W', O]</param>
    public static TfTensor Conv2DBackpropInput(
        TfTensor x, TfTensor filter, TfTensor? bias, Seq<int> strides, Padding padding, Seq<Dim> outputShape, Activation activation = Activation.None) =>
        WithBias(new Conv2DBackpropInput(strides, padding, outputShape, activation), x, filter, bias);

    /// <param name="x">[N, D, H, W, I]</param>
    /// <param name="filter">[KD, KH, KW, O, I]</param>
    /// <param name="bias">[O]</param>
    /// <param name="outputShape">[N, D', H', W', O]</param>
    public static TfTensor Conv3DBackpropInputV2(
        TfTensor x, TfTensor filter, TfTensor? bias, Seq<int> strides, Padding padding, Seq<Dim> outputShape, Activation activation = Activation.None) =>
        WithBias(new Conv3DBackpropInputV2(strides, padding, outputShape, activation), x, filter, bias);
}
