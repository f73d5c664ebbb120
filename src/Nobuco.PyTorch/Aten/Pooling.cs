using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Kernel = Nobuco.Tensors.Kernels.Pooling;

namespace Nobuco.PyTorch.Aten;

/// <summary>Pooling of [N, C, spatial…], or of [C, spatial…] without a batch.</summary>
internal static class Pooling
{
    [AtenOperator("aten::max_pool1d")]
    public static Tensor MaxPool1d(Tensor self, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool ceilMode) =>
        Max(self, 1, kernelSize, stride, padding, dilation, ceilMode);

    [AtenOperator("aten::max_pool2d")]
    [AtenOperator("aten::mkldnn_max_pool2d")]
    public static Tensor MaxPool2d(Tensor self, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool ceilMode) =>
        Max(self, 2, kernelSize, stride, padding, dilation, ceilMode);

    [AtenOperator("aten::max_pool3d")]
    [AtenOperator("aten::mkldnn_max_pool3d")]
    public static Tensor MaxPool3d(Tensor self, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool ceilMode) =>
        Max(self, 3, kernelSize, stride, padding, dilation, ceilMode);

    [AtenOperator("aten::max_pool1d_with_indices")]
    public static (Tensor, Tensor) MaxPool1dWithIndices(
        Tensor self, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool ceilMode) =>
        MaxWithIndices(self, 1, kernelSize, stride, padding, dilation, ceilMode);

    [AtenOperator("aten::max_pool2d_with_indices")]
    public static (Tensor, Tensor) MaxPool2dWithIndices(
        Tensor self, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool ceilMode) =>
        MaxWithIndices(self, 2, kernelSize, stride, padding, dilation, ceilMode);

    [AtenOperator("aten::max_pool3d_with_indices")]
    public static (Tensor, Tensor) MaxPool3dWithIndices(
        Tensor self, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool ceilMode) =>
        MaxWithIndices(self, 3, kernelSize, stride, padding, dilation, ceilMode);

    [AtenOperator("aten::avg_pool1d")]
    public static Tensor AvgPool1d(Tensor self, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, bool ceilMode, bool countIncludePad) =>
        Average(self, 1, kernelSize, stride, padding, ceilMode, countIncludePad, null);

    [AtenOperator("aten::avg_pool2d")]
    public static Tensor AvgPool2d(
        Tensor self, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, bool ceilMode, bool countIncludePad, long? divisorOverride) =>
        Average(self, 2, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);

    [AtenOperator("aten::avg_pool3d")]
    public static Tensor AvgPool3d(
        Tensor self, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, bool ceilMode, bool countIncludePad, long? divisorOverride) =>
        Average(self, 3, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);

    [AtenOperator("aten::adaptive_avg_pool1d")]
    [AtenOperator("aten::adaptive_avg_pool2d")]
    [AtenOperator("aten::adaptive_avg_pool3d")]
    [AtenOperator("aten::_adaptive_avg_pool2d")]
    [AtenOperator("aten::_adaptive_avg_pool3d")]
    public static Tensor AdaptiveAvgPool(Tensor self, Seq<long> outputSize) =>
        Batched(self, outputSize.Count, x => Kernel.AdaptiveAverage(x, outputSize, channelsLast: false));

    [AtenOperator("aten::adaptive_max_pool1d")]
    [AtenOperator("aten::adaptive_max_pool2d")]
    [AtenOperator("aten::adaptive_max_pool3d")]
    public static (Tensor, Tensor) AdaptiveMaxPool(Tensor self, Seq<long> outputSize) =>
        Batched(self, outputSize.Count, x => Kernel.AdaptiveMaxWithIndices(x, outputSize, channelsLast: false));

    [AtenOperator("aten::max_unpool2d")]
    public static Tensor MaxUnpool2d(Tensor self, Tensor indices, Seq<long> outputSize) => Unpool(self, indices, outputSize);

    [AtenOperator("aten::max_unpool3d")]
    public static Tensor MaxUnpool3d(Tensor self, Tensor indices, Seq<long> outputSize, Seq<long> stride, Seq<long> padding) =>
        Unpool(self, indices, outputSize);

    /// <summary>Puts elements at their indices in the flattened spatial plane; zeros elsewhere.</summary>
    private static Tensor Unpool(Tensor self, Tensor indices, Seq<long> outputSize)
    {
        int planes = self.Rank - outputSize.Count;
        Seq<long> batch = self.Shape[..planes];
        Seq<long> flat = [.. batch, ShapeMath.Product(self.Shape[planes..])];
        Tensor empty = Tensor.Zeros(self.DType, [.. batch, ShapeMath.Product(outputSize)]);
        return Nobuco.Tensors.Kernels.Scattering.Scatter(empty, planes, indices.Reshape(flat), self.Reshape(flat)).Reshape([.. batch, .. outputSize]);
    }

    private static Tensor Max(
        Tensor self, int spatial, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool ceilMode) =>
        Batched(self, spatial, x => Kernel.Max(x, Geometry(x, kernelSize, stride, padding, dilation, ceilMode), channelsLast: false));

    private static (Tensor, Tensor) MaxWithIndices(
        Tensor self, int spatial, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool ceilMode) =>
        Batched(self, spatial, x => Kernel.MaxWithIndices(x, Geometry(x, kernelSize, stride, padding, dilation, ceilMode), channelsLast: false));

    private static Tensor Average(
        Tensor self, int spatial, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, bool ceilMode, bool countIncludePad, long? divisor) =>
        Batched(self, spatial, x => Kernel.Average(x, Geometry(x, kernelSize, stride, padding, [1], ceilMode), countIncludePad, divisor, channelsLast: false));

    private static Tensor Batched(Tensor self, int spatial, Func<Tensor, Tensor> pool) =>
        self.Rank == spatial + 1 ? pool(self.Unsqueeze(0)).Squeeze(0) : pool(self);

    private static (Tensor, Tensor) Batched(Tensor self, int spatial, Func<Tensor, (Tensor Values, Tensor Indices)> pool)
    {
        (Tensor values, Tensor indices) = pool(self.Rank == spatial + 1 ? self.Unsqueeze(0) : self);
        return self.Rank == spatial + 1 ? (values.Squeeze(0), indices.Squeeze(0)) : (values, indices);
    }

    private static PoolingGeometry Geometry(Tensor x, Seq<long> kernelSize, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool ceilMode)
    {
        int spatial = x.Rank - 2;
        Seq<int> kernel = PerAxis(kernelSize, spatial), pads = PerAxis(padding, spatial), dilations = PerAxis(dilation, spatial);
        Seq<int> strides = stride.Count == 0 ? kernel : PerAxis(stride, spatial);
        var floor = new PoolingGeometry(kernel, strides, pads, pads, dilations);
        return ceilMode ? floor with { PadsAfter = [.. Enumerable.Range(0, spatial).Select(axis => CeilPads(floor, axis, x.Shape[axis + 2]))] } : floor;
    }

    /// <summary>Padding that makes room for one more window where elements are left over and it starts inside the input or the padding before it.</summary>
    private static int CeilPads(PoolingGeometry floor, int axis, long size)
    {
        int reach = floor.Dilations[axis] * (floor.Kernel[axis] - 1);
        long start = floor.OutputSize(axis, size) * floor.Strides[axis];
        long leftOver = size + (2 * floor.PadsBefore[axis]) - reach - 1 - (start - floor.Strides[axis]);
        return leftOver > 0 && start < size + floor.PadsBefore[axis]
            ? (int)(start + reach + 1 - size - floor.PadsBefore[axis])
            : floor.PadsAfter[axis];
    }

    /// <summary>One value stands for all spatial axes.</summary>
    private static Seq<int> PerAxis(Seq<long> values, int spatial) =>
        [.. Enumerable.Range(0, spatial).Select(axis => (int)(values.Count == 1 ? values[0] : values[axis]))];
}
