using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Map = Nobuco.Tensors.Kernels.Elementwise;

namespace Nobuco.PyTorch.Aten;

/// <summary>Sorting and what follows from it. NaN is the largest.</summary>
internal static class Ordering
{
    [AtenOperator("aten::sort")]
    public static (Tensor Values, Tensor Indices) Sort(Tensor self, long dim, bool descending) =>
        Sorting.Sort(self, ShapeMath.NormalizeAxis(dim, self.Rank), descending);

    [AtenOperator("aten::sort.stable")]
    public static (Tensor Values, Tensor Indices) Sort(Tensor self, bool? stable, long dim, bool descending) => Sort(self, dim, descending);

    [AtenOperator("aten::argsort")]
    public static Tensor Argsort(Tensor self, long dim, bool descending) => Sort(self, dim, descending).Indices;

    [AtenOperator("aten::argsort.stable")]
    public static Tensor Argsort(Tensor self, bool stable, long dim, bool descending) => Sort(self, dim, descending).Indices;

    [AtenOperator("aten::msort")]
    public static Tensor Msort(Tensor self) => Sort(self, 0, false).Values;

    [AtenOperator("aten::topk")]
    public static (Tensor Values, Tensor Indices) TopK(Tensor self, long k, long dim, bool largest, bool sorted) =>
        Sorting.TopK(self, k, ShapeMath.NormalizeAxis(dim, self.Rank), largest);

    /// <summary>The k-th smallest along an axis.</summary>
    [AtenOperator("aten::kthvalue")]
    public static (Tensor Values, Tensor Indices) KthValue(Tensor self, long k, long dim, bool keepdim)
    {
        if (self.Rank == 0)
            return (self.Clone(), Tensor.Scalar(0L));
        int axis = ShapeMath.NormalizeAxis(dim, self.Rank);
        (Tensor values, Tensor indices) = Sorting.Sort(self, axis);
        return (Pick(values), Pick(indices));

        Tensor Pick(Tensor sorted) => keepdim ? sorted.Slice(axis, k - 1, k).Clone() : sorted.Select(axis, k - 1).Clone();
    }

    /// <summary>The lower of the two middle elements; NaN where there is one.</summary>
    [AtenOperator("aten::median.dim")]
    public static (Tensor Values, Tensor Indices) Median(Tensor self, long dim, bool keepdim)
    {
        (Tensor values, Tensor indices) = KthValue(self, (Length(self, dim) + 1) / 2, dim, keepdim);
        if (!self.DType.IsFloat())
            return (values, indices);
        (Tensor largest, Tensor at) = Reduction.Max(self, dim, keepdim);
        Tensor isNaN = Map.Unary(UnaryKind.IsNaN, largest);
        return (Map.Select(isNaN, largest, values), Map.Select(isNaN, at, indices));
    }

    [AtenOperator("aten::median")]
    public static Tensor Median(Tensor self) => Median(self.Reshape([self.Count]), 0, false).Values;

    [AtenOperator("aten::nanmedian")]
    public static Tensor NanMedian(Tensor self)
    {
        Tensor isNumber = Map.Unary(UnaryKind.LogicalNot, Map.Unary(UnaryKind.IsNaN, self));
        Tensor numbers = Indexing.MaskedSelect(self, isNumber);
        return numbers.Count == 0 ? Tensor.Scalar(double.NaN).Cast(self.DType) : Median(numbers);
    }

    private static long Length(Tensor self, long dim) => self.Rank == 0 ? 1 : self.Shape[ShapeMath.NormalizeAxis(dim, self.Rank)];
}
