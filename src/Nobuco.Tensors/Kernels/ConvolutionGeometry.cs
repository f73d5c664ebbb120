namespace Nobuco.Tensors.Kernels;

/// <summary>How a window moves over the spatial axes (1 to 3 of them): one entry per axis in each list.</summary>
/// <param name="PadsBefore">Zeros before the first element of the axis.</param>
/// <param name="PadsAfter">Zeros after the last one.</param>
public sealed record ConvolutionGeometry(Seq<int> Strides, Seq<int> PadsBefore, Seq<int> PadsAfter, Seq<int> Dilations, int Groups)
{
    /// <summary>Output size of an axis: ⌊(size + pads − dilation · (kernel − 1) − 1) / stride⌋ + 1.</summary>
    public long OutputSize(int axis, long size, long kernel) =>
        ((size + PadsBefore[axis] + PadsAfter[axis] - (Dilations[axis] * (kernel - 1)) - 1) / Strides[axis]) + 1;
}
