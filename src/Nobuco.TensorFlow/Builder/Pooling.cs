using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <param name="x">[N, H, W, C]</param>
    public static TfTensor MaxPool(TfTensor x, Seq<int> kernelSize, Seq<int> strides, Padding padding) => Like(x, new MaxPool(kernelSize, strides, padding));

    /// <summary>The mean of a window's elements; padding does not count.</summary>
    /// <param name="x">[N, H, W, C]</param>
    public static TfTensor AvgPool(TfTensor x, Seq<int> kernelSize, Seq<int> strides, Padding padding) => Like(x, new AvgPool(kernelSize, strides, padding));

    /// <param name="x">[N, D, H, W, C]</param>
    public static TfTensor MaxPool3D(TfTensor x, Seq<int> kernelSize, Seq<int> strides, Padding padding) => Like(x, new MaxPool3D(kernelSize, strides, padding));

    /// <summary>The mean of a window's elements; padding does not count.</summary>
    /// <param name="x">[N, D, H, W, C]</param>
    public static TfTensor AvgPool3D(TfTensor x, Seq<int> kernelSize, Seq<int> strides, Padding padding) => Like(x, new AvgPool3D(kernelSize, strides, padding));
}
