namespace Nobuco.Tensors.Kernels;

/// <summary>How a pooling window moves over the spatial axes (1 to 3 of them): one entry per axis in each list.</summary>
/// <param name="PadsAfter">May be less than a whole window needs (what is left over is not used) or, for PyTorch's <c>ceil_mode</c>, more than <paramref name="PadsBefore"/>.</param>
public sealed record PoolingGeometry(Seq<int> Kernel, Seq<int> Strides, Seq<int> PadsBefore, Seq<int> PadsAfter, Seq<int> Dilations)
{
    /// <summary>Output size of an axis: ⌊(size + pads − dilation · (kernel − 1) − 1) / stride⌋ + 1.</summary>
    public long OutputSize(int axis, long size) =>
        ((size + PadsBefore[axis] + PadsAfter[axis] - (Dilations[axis] * (Kernel[axis] - 1)) - 1) / Strides[axis]) + 1;
}
