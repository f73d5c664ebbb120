using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Kernel = Nobuco.Tensors.Kernels.Reduction;
using Map = Nobuco.Tensors.Kernels.Elementwise;

namespace Nobuco.PyTorch.Aten;

/// <summary>Sums, extremes and truths over axes.</summary>
internal static class Reduction
{
    [AtenOperator("aten::sum")]
    public static Tensor Sum(Tensor self, DType? dtype) => Sum(self, null, false, dtype);

    /// <summary>Of integers and booleans in int64.</summary>
    [AtenOperator("aten::sum.dim_IntList")]
    public static Tensor Sum(Tensor self, Seq<long>? dim, bool keepdim, DType? dtype) =>
        Run(ReductionKind.Sum, self.Cast(dtype ?? Accumulated(self.DType)), dim, keepdim);

    [AtenOperator("aten::nansum")]
    public static Tensor NanSum(Tensor self, Seq<long>? dim, bool keepdim, DType? dtype) => Sum(WithoutNan(self), dim, keepdim, dtype);

    [AtenOperator("aten::mean")]
    public static Tensor Mean(Tensor self, DType? dtype) => Mean(self, null, false, dtype);

    [AtenOperator("aten::mean.dim")]
    public static Tensor Mean(Tensor self, Seq<long>? dim, bool keepdim, DType? dtype) =>
        Run(ReductionKind.Mean, self.Cast(dtype ?? self.DType), dim, keepdim);

    [AtenOperator("aten::nanmean")]
    public static Tensor NanMean(Tensor self, Seq<long>? dim, bool keepdim, DType? dtype)
    {
        Tensor isNumber = Map.Unary(UnaryKind.LogicalNot, Map.Unary(UnaryKind.IsNaN, self));
        return Elementwise.Div(NanSum(self, dim, keepdim, dtype), Sum(isNumber, dim, keepdim, null));
    }

    [AtenOperator("aten::prod")]
    public static Tensor Prod(Tensor self, DType? dtype) => Run(ReductionKind.Product, self.Cast(dtype ?? Accumulated(self.DType)), null, false);

    [AtenOperator("aten::prod.dim_int")]
    public static Tensor Prod(Tensor self, long dim, bool keepdim, DType? dtype) =>
        Run(ReductionKind.Product, self.Cast(dtype ?? Accumulated(self.DType)), [dim], keepdim);

    [AtenOperator("aten::amax")]
    public static Tensor Amax(Tensor self, Seq<long> dim, bool keepdim) => Run(ReductionKind.Max, self, dim, keepdim);

    [AtenOperator("aten::amin")]
    public static Tensor Amin(Tensor self, Seq<long> dim, bool keepdim) => Run(ReductionKind.Min, self, dim, keepdim);

    [AtenOperator("aten::aminmax")]
    public static (Tensor Min, Tensor Max) Aminmax(Tensor self, long? dim, bool keepdim)
    {
        Seq<long> axes = dim is { } axis ? [axis] : [];
        return (Amin(self, axes, keepdim), Amax(self, axes, keepdim));
    }

    [AtenOperator("aten::max")]
    public static Tensor Max(Tensor self) => Amax(self, [], false);

    [AtenOperator("aten::min")]
    public static Tensor Min(Tensor self) => Amin(self, [], false);

    [AtenOperator("aten::max.dim")]
    public static (Tensor Values, Tensor Indices) Max(Tensor self, long dim, bool keepdim) =>
        (Amax(self, [dim], keepdim), Argmax(self, dim, keepdim));

    [AtenOperator("aten::min.dim")]
    public static (Tensor Values, Tensor Indices) Min(Tensor self, long dim, bool keepdim) =>
        (Amin(self, [dim], keepdim), Argmin(self, dim, keepdim));

    [AtenOperator("aten::argmax")]
    public static Tensor Argmax(Tensor self, long? dim, bool keepdim) => ArgExtreme(self, dim, keepdim, Kernel.ArgMax);

    [AtenOperator("aten::argmin")]
    public static Tensor Argmin(Tensor self, long? dim, bool keepdim) => ArgExtreme(self, dim, keepdim, Kernel.ArgMin);

    [AtenOperator("aten::any")]
    public static Tensor Any(Tensor self) => Any(self, null, false);

    [AtenOperator("aten::any.dim")]
    public static Tensor Any(Tensor self, long dim, bool keepdim) => Any(self, [dim], keepdim);

    [AtenOperator("aten::any.dims")]
    public static Tensor Any(Tensor self, Seq<long>? dim, bool keepdim) => Truth(ReductionKind.Any, self, dim, keepdim);

    [AtenOperator("aten::all")]
    public static Tensor All(Tensor self) => All(self, null, false);

    [AtenOperator("aten::all.dim")]
    public static Tensor All(Tensor self, long dim, bool keepdim) => All(self, [dim], keepdim);

    [AtenOperator("aten::all.dims")]
    public static Tensor All(Tensor self, Seq<long>? dim, bool keepdim) => Truth(ReductionKind.All, self, dim, keepdim);

    [AtenOperator("aten::count_nonzero")]
    public static Tensor CountNonzero(Tensor self, long? dim) => CountNonzero(self, dim is { } axis ? [axis] : []);

    [AtenOperator("aten::count_nonzero.dim_IntList")]
    public static Tensor CountNonzero(Tensor self, Seq<long> dim) => Run(ReductionKind.Sum, self.Cast(DType.Bool).Cast(DType.Int64), dim, false);

    /// <summary>log Σ exp(x), of numbers shifted by the largest.</summary>
    [AtenOperator("aten::logsumexp")]
    [AtenOperator("aten::special_logsumexp")]
    public static Tensor LogSumExp(Tensor self, Seq<long> dim, bool keepdim)
    {
        Tensor x = Elementwise.Floating(self);
        Tensor largest = Amax(x, dim, keepdim: true);
        Tensor shift = Elementwise.MaskedFill(largest, Map.Unary(UnaryKind.IsInfinite, largest), (Scalar)0L);
        Tensor sum = Sum(Map.Unary(UnaryKind.Exp, Elementwise.Sub(x, shift)), dim, keepdim, null);
        return Elementwise.Add(Map.Unary(UnaryKind.Log, sum), shift.Reshape(sum.Shape));
    }

    [AtenOperator("aten::cumsum")]
    public static Tensor Cumsum(Tensor self, long dim, DType? dtype) =>
        Scan.Cumsum(self.Cast(dtype ?? Accumulated(self.DType)), ShapeMath.NormalizeAxis(dim, self.Rank));

    [AtenOperator("aten::cumprod")]
    public static Tensor Cumprod(Tensor self, long dim, DType? dtype) =>
        Scan.Cumprod(self.Cast(dtype ?? Accumulated(self.DType)), ShapeMath.NormalizeAxis(dim, self.Rank));

    [AtenOperator("aten::cummax")]
    public static (Tensor Values, Tensor Indices) Cummax(Tensor self, long dim) => Scan.Cummax(self, ShapeMath.NormalizeAxis(dim, self.Rank));

    [AtenOperator("aten::cummin")]
    public static (Tensor Values, Tensor Indices) Cummin(Tensor self, long dim) => Scan.Cummin(self, ShapeMath.NormalizeAxis(dim, self.Rank));

    [AtenOperator("aten::logcumsumexp")]
    public static Tensor LogCumsumExp(Tensor self, long dim)
    {
        Tensor result = self.Clone();
        int axis = ShapeMath.NormalizeAxis(dim, self.Rank);
        for (long i = 1; self.Rank > 0 && i < self.Shape[axis]; i++)
            result.Select(axis, i).CopyFrom(Map.Binary(BinaryKind.LogAddExp, result.Select(axis, i - 1), self.Select(axis, i)));
        return result;
    }

    [AtenOperator("aten::trace")]
    public static Tensor Trace(Tensor self)
    {
        Seq<long> diagonal = [Math.Min(self.Shape[0], self.Shape[1])];
        return Sum(self.AsStrided(diagonal, [self.Strides[0] + self.Strides[1]], self.Offset), null);
    }

    /// <summary>The kernel over the axes given, all where there are none; a tensor of rank 0 has the axis 0 as well.</summary>
    public static Tensor Run(ReductionKind kind, Tensor self, Seq<long>? dim, bool keepdim) =>
        Kernel.Run(kind, self, Axes(dim, self.Rank), keepdim);

    public static Seq<int> Axes(Seq<long>? dim, int rank)
    {
        Seq<int> axes = (dim ?? []).Select(axis => ShapeMath.NormalizeAxis(axis, rank)).ToSeq();
        return rank == 0 ? [] : axes;
    }

    /// <summary>The type in which sums and products are.</summary>
    public static DType Accumulated(DType dtype) => dtype == DType.Bool || dtype.IsInteger() ? DType.Int64 : dtype;

    /// <summary>Booleans, but bytes of bytes.</summary>
    private static Tensor Truth(ReductionKind kind, Tensor self, Seq<long>? dim, bool keepdim)
    {
        Tensor result = Run(kind, self, dim, keepdim);
        return self.DType == DType.UInt8 ? result.Cast(DType.UInt8) : result;
    }

    private static Tensor ArgExtreme(Tensor self, long? dim, bool keepdim, Func<Tensor, int, bool, Tensor> kernel)
    {
        if (dim is { } axis && self.Rank > 0)
            return kernel(self, ShapeMath.NormalizeAxis(axis, self.Rank), keepdim);
        Tensor index = kernel(self.Reshape([self.Count]), 0, false);
        return keepdim ? index.Reshape(Seq.Repeat(1L, self.Rank)) : index;
    }

    private static Tensor WithoutNan(Tensor self) => Elementwise.MaskedFill(self, Map.Unary(UnaryKind.IsNaN, self), (Scalar)0L);
}
