using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>What the axes of a layer's filter mean.</summary>
/// <param name="Output">The axes that together count the output channels.</param>
/// <param name="Input">The axis of the input channels, of one group.</param>
/// <param name="Storage">The order of the axes in the files of TFLite.</param>
internal sealed record FilterAxes(Seq<int> Output, int Input, Seq<int> Storage)
{
    private static readonly FilterAxes _convolution = new([3], 2, [3, 0, 1, 2]);
    private static readonly FilterAxes _depthwise = new([2, 3], 2, [0, 1, 2, 3]);
    private static readonly FilterAxes _transposed = new([2], 3, [2, 0, 1, 3]);
    private static readonly FilterAxes _convolution3D = new([4], 3, [0, 1, 2, 3, 4]);
    private static readonly FilterAxes _transposed3D = new([3], 4, [0, 1, 2, 3, 4]);
    private static readonly FilterAxes _dense = new([1], 0, [1, 0]);

    public static FilterAxes? Of(Op op) => op switch
    {
        Conv2D => _convolution,
        DepthwiseConv2dNative => _depthwise,
        Conv2DBackpropInput => _transposed,
        Conv3D => _convolution3D,
        Conv3DBackpropInputV2 => _transposed3D,
        Dense => _dense,
        _ => null,
    };
}
