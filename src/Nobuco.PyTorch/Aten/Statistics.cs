using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Map = Nobuco.Tensors.Kernels.Elementwise;

namespace Nobuco.PyTorch.Aten;

/// <summary>Variances and norms.</summary>
internal static class Statistics
{
    [AtenOperator("aten::var")]
    public static Tensor Var(Tensor self, bool unbiased) => Var(self, null, Correction(unbiased), false);

    [AtenOperator("aten::var.dim")]
    public static Tensor Var(Tensor self, Seq<long>? dim, bool unbiased, bool keepdim) => Var(self, dim, Correction(unbiased), keepdim);

    /// <param name="correction">What is taken from the count; 1 where it is not given.</param>
    [AtenOperator("aten::var.correction")]
    public static Tensor Var(Tensor self, Seq<long>? dim, Scalar? correction, bool keepdim) =>
        Nobuco.Tensors.Kernels.Reduction.Variance(self, Reduction.Axes(dim, self.Rank), correction?.ToDouble() ?? 1, keepdim);

    [AtenOperator("aten::std")]
    public static Tensor Std(Tensor self, bool unbiased) => Std(self, null, Correction(unbiased), false);

    [AtenOperator("aten::std.dim")]
    public static Tensor Std(Tensor self, Seq<long>? dim, bool unbiased, bool keepdim) => Std(self, dim, Correction(unbiased), keepdim);

    [AtenOperator("aten::std.correction")]
    public static Tensor Std(Tensor self, Seq<long>? dim, Scalar? correction, bool keepdim) =>
        Map.Unary(UnaryKind.Sqrt, Var(self, dim, correction, keepdim));

    [AtenOperator("aten::var_mean")]
    public static (Tensor Var, Tensor Mean) VarMean(Tensor self, bool unbiased) => VarMean(self, null, Correction(unbiased), false);

    [AtenOperator("aten::var_mean.dim")]
    public static (Tensor Var, Tensor Mean) VarMean(Tensor self, Seq<long>? dim, bool unbiased, bool keepdim) =>
        VarMean(self, dim, Correction(unbiased), keepdim);

    [AtenOperator("aten::var_mean.correction")]
    public static (Tensor Var, Tensor Mean) VarMean(Tensor self, Seq<long>? dim, Scalar? correction, bool keepdim) =>
        (Var(self, dim, correction, keepdim), Reduction.Mean(self, dim, keepdim, null));

    [AtenOperator("aten::std_mean")]
    public static (Tensor Std, Tensor Mean) StdMean(Tensor self, bool unbiased) => StdMean(self, null, Correction(unbiased), false);

    [AtenOperator("aten::std_mean.dim")]
    public static (Tensor Std, Tensor Mean) StdMean(Tensor self, Seq<long>? dim, bool unbiased, bool keepdim) =>
        StdMean(self, dim, Correction(unbiased), keepdim);

    [AtenOperator("aten::std_mean.correction")]
    public static (Tensor Std, Tensor Mean) StdMean(Tensor self, Seq<long>? dim, Scalar? correction, bool keepdim) =>
        (Std(self, dim, correction, keepdim), Reduction.Mean(self, dim, keepdim, null));

    /// <summary>(Σ |x|ᵖ)^(1/p); the largest and smallest |x| for ±∞, the count of what is not zero for 0.</summary>
    [AtenOperator("aten::linalg_vector_norm")]
    public static Tensor VectorNorm(Tensor self, Scalar ord, Seq<long>? dim, bool keepdim, DType? dtype)
    {
        Tensor magnitudes = Map.Unary(UnaryKind.Abs, self.Cast(dtype ?? self.DType));
        double p = ord.ToDouble();
        return p switch
        {
            double.PositiveInfinity => Reduction.Run(ReductionKind.Max, magnitudes, dim, keepdim),
            double.NegativeInfinity => Reduction.Run(ReductionKind.Min, magnitudes, dim, keepdim),
            0 => Reduction.Sum(magnitudes.Cast(DType.Bool), dim, keepdim, magnitudes.DType),
            1 => Reduction.Sum(magnitudes, dim, keepdim, null),
            2 => Map.Unary(UnaryKind.Sqrt, Reduction.Sum(Map.Unary(UnaryKind.Square, magnitudes), dim, keepdim, null)),
            _ => Elementwise.Pow(Reduction.Sum(Elementwise.Pow(magnitudes, ord), dim, keepdim, null), (Scalar)(1 / p)),
        };
    }

    [AtenOperator("aten::norm.Scalar")]
    public static Tensor Norm(Tensor self, Scalar p) => VectorNorm(self, p, null, false, null);

    [AtenOperator("aten::norm.ScalarOpt_dtype")]
    public static Tensor Norm(Tensor self, Scalar? p, DType dtype) => VectorNorm(self, p ?? 2L, null, false, dtype);

    [AtenOperator("aten::norm.ScalarOpt_dim")]
    public static Tensor Norm(Tensor self, Scalar? p, Seq<long> dim, bool keepdim) => VectorNorm(self, p ?? 2L, dim, keepdim, null);

    [AtenOperator("aten::norm.ScalarOpt_dim_dtype")]
    public static Tensor Norm(Tensor self, Scalar? p, Seq<long> dim, bool keepdim, DType dtype) => VectorNorm(self, p ?? 2L, dim, keepdim, dtype);

    [AtenOperator("aten::linalg_norm")]
    public static Tensor LinalgNorm(Tensor self, Scalar? ord, Seq<long>? dim, bool keepdim, DType? dtype)
    {
        if (ord is not null && (dim?.Count ?? self.Rank) == 2)
            throw new NotSupportedException("Matrix norms of an order are not supported.");
        return VectorNorm(self, ord ?? 2L, dim, keepdim, dtype);
    }

    [AtenOperator("aten::frobenius_norm.dim")]
    public static Tensor FrobeniusNorm(Tensor self, Seq<long> dim, bool keepdim) => VectorNorm(self, 2L, dim, keepdim, null);

    [AtenOperator("aten::dist")]
    public static Tensor Dist(Tensor self, Tensor other, Scalar p) => Norm(Elementwise.Sub(self, other), p);

    [AtenOperator("aten::pairwise_distance")]
    public static Tensor PairwiseDistance(Tensor x1, Tensor x2, double p, double eps, bool keepdim) =>
        VectorNorm(Elementwise.Add(Elementwise.Sub(x1, x2), (Scalar)eps), p, [-1], keepdim, null);

    /// <summary>x₁ · x₂ / (max(‖x₁‖, eps) · max(‖x₂‖, eps)) along an axis.</summary>
    [AtenOperator("aten::cosine_similarity")]
    public static Tensor CosineSimilarity(Tensor x1, Tensor x2, long dim, double eps)
    {
        Seq<long> shape = ShapeMath.Broadcast(x1.Shape, x2.Shape);
        return Reduction.Sum(Elementwise.Mul(Unit(x1.BroadcastTo(shape)), Unit(x2.BroadcastTo(shape))), [dim], false, null);

        Tensor Unit(Tensor x) => Elementwise.Div(x, Elementwise.Maximum(VectorNorm(x, 2L, [dim], true, null), (Scalar)eps));
    }

    private static Scalar? Correction(bool unbiased) => unbiased ? 1L : 0L;
}
