using System.Numerics;
using Nobuco.Tensors.Kernels.Poolings;

namespace Nobuco.Tensors.Kernels;

/// <summary>Pooling over 1 to 3 spatial axes of [N, C, spatial…], or of [N, spatial…, C] when <c>channelsLast</c>.</summary>
public static class Pooling
{
    /// <summary>The largest element of each window; padding does not count, NaN wins.</summary>
    public static Tensor Max(Tensor input, PoolingGeometry geometry, bool channelsLast) =>
        Run(input, Windows(input, geometry, channelsLast), channelsLast, PoolingKind.Max, null, withIndices: false).Values;

    /// <summary>The largest elements, and the index (int64) of each in its flattened spatial plane; the first of equals.</summary>
    public static (Tensor Values, Tensor Indices) MaxWithIndices(Tensor input, PoolingGeometry geometry, bool channelsLast)
    {
        (Tensor values, Tensor? indices) = Run(input, Windows(input, geometry, channelsLast), channelsLast, PoolingKind.Max, null, withIndices: true);
        return (values, indices!);
    }

    /// <summary>The mean of each window.</summary>
    /// <param name="countIncludePad">The divisor counts padding, but never what lies past the input padded by <c>PadsBefore</c> at both ends.</param>
    /// <param name="divisor">The divisor, whatever the window counts.</param>
    public static Tensor Average(Tensor input, PoolingGeometry geometry, bool countIncludePad, long? divisor, bool channelsLast) =>
        Run(input, Windows(input, geometry, channelsLast), channelsLast, countIncludePad ? PoolingKind.PaddedAverage : PoolingKind.Average, divisor, withIndices: false).Values;

    /// <summary>The mean of windows that divide each axis as evenly as may be.</summary>
    public static Tensor AdaptiveAverage(Tensor input, Seq<long> outputSpatial, bool channelsLast) =>
        Run(input, AdaptiveWindows(input, outputSpatial, channelsLast), channelsLast, PoolingKind.Average, null, withIndices: false).Values;

    /// <summary>The largest element, and its index, of windows that divide each axis as evenly as may be.</summary>
    public static (Tensor Values, Tensor Indices) AdaptiveMaxWithIndices(Tensor input, Seq<long> outputSpatial, bool channelsLast)
    {
        (Tensor values, Tensor? indices) = Run(input, AdaptiveWindows(input, outputSpatial, channelsLast), channelsLast, PoolingKind.Max, null, withIndices: true);
        return (values, indices!);
    }

    private static PoolingWindows[] Windows(Tensor input, PoolingGeometry geometry, bool channelsLast) =>
        [.. Enumerable.Range(0, input.Rank - 2).Select(axis => PoolingWindows.Of(geometry, axis, (int)input.Shape[axis + (channelsLast ? 1 : 2)]))];

    private static PoolingWindows[] AdaptiveWindows(Tensor input, Seq<long> outputs, bool channelsLast) =>
        [.. Enumerable.Range(0, input.Rank - 2).Select(axis => PoolingWindows.Adaptive((int)input.Shape[axis + (channelsLast ? 1 : 2)], (int)outputs[axis]))];

    private static (Tensor Values, Tensor? Indices) Run(
        Tensor input, PoolingWindows[] windows, bool channelsLast, PoolingKind kind, long? divisor, bool withIndices)
    {
        DType wide = Elementwise.ComputeType(input.DType);
        Tensor x = input.Cast(wide).Contiguous();
        var plan = new PoolingPlan(x, windows, channelsLast, kind, divisor);
        Tensor values = Tensor.Empty(wide, plan.OutputShape);
        Tensor? indices = withIndices ? Tensor.Empty(DType.Int64, plan.OutputShape) : null;
        if (values.Count == 0)
            return (values.Cast(input.DType), indices);
        switch (wide)
        {
            case DType.Float32: Run<float>(plan, x, values, indices); break;
            case DType.Float64: Run<double>(plan, x, values, indices); break;
            case DType.Int64: Run<long>(plan, x, values, indices); break;
            default: throw new NotSupportedException("Complex numbers are not pooled.");
        }
        return (values.Cast(input.DType), indices);
    }

    private static void Run<T>(PoolingPlan plan, Tensor input, Tensor values, Tensor? indices) where T : unmanaged, INumber<T>
    {
        if (indices is null)
            LinePooling.Run<T>(plan, input, values);
        else
            IndexedMax.Run<T>(plan, input, values, indices);
    }
}
