using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Products of matrices and vectors.</summary>
internal static class Linear
{
    /// <summary>input · weightᵀ + bias</summary>
    [AtenOperator("aten::linear")]
    public static Tensor Apply(Tensor input, Tensor weight, Tensor? bias)
    {
        Tensor product = weight.Rank == 1 ? MatMul.Run(input, weight) : MatMul.Run(input, weight, transposeB: true);
        return bias is null ? product : Elementwise.Add(product, bias);
    }

    [AtenOperator("aten::matmul")]
    [AtenOperator("aten::linalg_matmul")]
    public static Tensor Matmul(Tensor self, Tensor other) => MatMul.Run(self, other);

    [AtenOperator("aten::mm")]
    [AtenOperator("aten::bmm")]
    public static Tensor Mm(Tensor self, Tensor mat2) => MatMul.Run(self, mat2);

    [AtenOperator("aten::mv")]
    public static Tensor Mv(Tensor self, Tensor vec) => MatMul.Run(self, vec);

    [AtenOperator("aten::dot")]
    public static Tensor Dot(Tensor self, Tensor tensor) => MatMul.Run(self, tensor);

    [AtenOperator("aten::vdot")]
    public static Tensor Vdot(Tensor self, Tensor other) => MatMul.Run(ComplexNumbers.Conj(self), other);

    [AtenOperator("aten::linalg_vecdot")]
    public static Tensor Vecdot(Tensor x, Tensor y, long dim) => Reduction.Sum(Elementwise.Mul(ComplexNumbers.Conj(x), y), [dim], false, null);

    [AtenOperator("aten::outer")]
    [AtenOperator("aten::ger")]
    public static Tensor Outer(Tensor self, Tensor vec2) => Elementwise.Mul(self.Unsqueeze(1), vec2);

    [AtenOperator("aten::inner")]
    public static Tensor Inner(Tensor self, Tensor other) => self.Rank == 0 || other.Rank == 0
        ? Elementwise.Mul(self, other)
        : Tensordot(self, other, [-1], [-1]);

    /// <summary>beta · self + alpha · mat1 · mat2</summary>
    [AtenOperator("aten::addmm")]
    public static Tensor Addmm(Tensor self, Tensor mat1, Tensor mat2, Scalar beta, Scalar alpha) =>
        Combine(self, MatMul.Run(mat1, mat2), beta, alpha);

    [AtenOperator("aten::addmv")]
    public static Tensor Addmv(Tensor self, Tensor mat, Tensor vec, Scalar beta, Scalar alpha) =>
        Combine(self, MatMul.Run(mat, vec), beta, alpha);

    [AtenOperator("aten::addr")]
    public static Tensor Addr(Tensor self, Tensor vec1, Tensor vec2, Scalar beta, Scalar alpha) => Combine(self, Outer(vec1, vec2), beta, alpha);

    [AtenOperator("aten::baddbmm")]
    public static Tensor Baddbmm(Tensor self, Tensor batch1, Tensor batch2, Scalar beta, Scalar alpha) =>
        Combine(self, MatMul.Run(batch1, batch2), beta, alpha);

    [AtenOperator("aten::addbmm")]
    public static Tensor Addbmm(Tensor self, Tensor batch1, Tensor batch2, Scalar beta, Scalar alpha) =>
        Combine(self, Reduction.Sum(MatMul.Run(batch1, batch2), [0], false, null), beta, alpha);

    [AtenOperator("aten::chain_matmul")]
    public static Tensor ChainMatmul(IReadOnlyList<Tensor> matrices) => matrices.Aggregate(Matmul);

    [AtenOperator("aten::linalg_multi_dot")]
    public static Tensor MultiDot(IReadOnlyList<Tensor> tensors) => tensors.Aggregate(Matmul);

    /// <summary>yₖ = x₁ᵀ · weightₖ · x₂ + biasₖ</summary>
    [AtenOperator("aten::bilinear")]
    public static Tensor Bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias)
    {
        Tensor product = Einsum("...i,kij,...j->...k", [input1, weight, input2], null);
        return bias is null ? product : Elementwise.Add(product, bias);
    }

    /// <summary>The product of three tensors, unsqueezed at the axes given, summed over <paramref name="sumdim"/>.</summary>
    [AtenOperator("aten::_trilinear")]
    public static Tensor Trilinear(
        Tensor i1, Tensor i2, Tensor i3, Seq<long> expand1, Seq<long> expand2, Seq<long> expand3, Seq<long> sumdim, long unrollDim)
    {
        Tensor product = Elementwise.Mul(Elementwise.Mul(Expand(i1, expand1), Expand(i2, expand2)), Expand(i3, expand3));
        return sumdim.Count == 0 ? product : Reduction.Sum(product, sumdim, false, null);

        static Tensor Expand(Tensor x, Seq<long> axes) => axes.Aggregate(x, (y, axis) => y.Unsqueeze((int)axis));
    }

    [AtenOperator("aten::einsum")]
    public static Tensor Einsum(string equation, IReadOnlyList<Tensor> tensors, Seq<long>? path) => EinsteinSum.Run(equation, tensors);

    [AtenOperator("aten::tensordot")]
    public static Tensor Tensordot(Tensor self, Tensor other, Seq<long> dimsSelf, Seq<long> dimsOther)
    {
        int[] left = [.. dimsSelf.Select(axis => ShapeMath.NormalizeAxis(axis, self.Rank))];
        int[] right = [.. dimsOther.Select(axis => ShapeMath.NormalizeAxis(axis, other.Rank))];
        int[] keptLeft = [.. Enumerable.Range(0, self.Rank).Except(left)], keptRight = [.. Enumerable.Range(0, other.Rank).Except(right)];
        Seq<long> rows = [.. keptLeft.Select(axis => self.Shape[axis])], columns = [.. keptRight.Select(axis => other.Shape[axis])];
        long common = left.Aggregate(1L, (product, axis) => product * self.Shape[axis]);
        Tensor a = self.Permute([.. keptLeft, .. left]).Reshape([ShapeMath.Product(rows), common]);
        Tensor b = other.Permute([.. right, .. keptRight]).Reshape([common, ShapeMath.Product(columns)]);
        return MatMul.Run(a, b).Reshape([.. rows, .. columns]);
    }

    /// <summary>Blocks self[i, j, …] · other.</summary>
    [AtenOperator("aten::kron")]
    public static Tensor Kron(Tensor self, Tensor other)
    {
        int rank = Math.Max(self.Rank, other.Rank);
        Seq<long> a = [.. Seq.Repeat(1L, rank - self.Rank), .. self.Shape], b = [.. Seq.Repeat(1L, rank - other.Rank), .. other.Shape];
        Tensor left = self.Reshape([.. a.SelectMany(size => new[] { size, 1 })]), right = other.Reshape([.. b.SelectMany(size => new[] { 1, size })]);
        return Elementwise.Mul(left, right).Reshape([.. a.Zip(b, (x, y) => x * y)]);
    }

    [AtenOperator("aten::cdist")]
    public static Tensor Cdist(Tensor x1, Tensor x2, double p, long? computeMode) =>
        Statistics.VectorNorm(Elementwise.Sub(x1.Unsqueeze(x1.Rank - 1), x2.Unsqueeze(x2.Rank - 2)), p, [-1], false, null);

    [AtenOperator("aten::_cdist_forward")]
    public static Tensor CdistForward(Tensor x1, Tensor x2, double p, long? computeMode) => Cdist(x1, x2, p, computeMode);

    [AtenOperator("aten::_euclidean_dist")]
    public static Tensor EuclideanDistance(Tensor x1, Tensor x2) => Cdist(x1, x2, 2, null);

    [AtenOperator("aten::linalg_cross")]
    public static Tensor LinalgCross(Tensor self, Tensor other, long dim)
    {
        Seq<long> shape = ShapeMath.Broadcast(self.Shape, other.Shape);
        int axis = ShapeMath.NormalizeAxis(dim, shape.Count);
        Tensor a = self.BroadcastTo(shape), b = other.BroadcastTo(shape);
        Tensor result = Tensor.Empty(TypePromotion.ResultType(a, b), shape);
        for (int i = 0; i < 3; i++)
        {
            int j = (i + 1) % 3, k = (i + 2) % 3;
            Tensor difference = Elementwise.Sub(
                Elementwise.Mul(a.Select(axis, j), b.Select(axis, k)), Elementwise.Mul(a.Select(axis, k), b.Select(axis, j)));
            result.Select(axis, i).CopyFrom(difference);
        }
        return result;
    }

    [AtenOperator("aten::cross")]
    public static Tensor Cross(Tensor self, Tensor other, long? dim) =>
        LinalgCross(self, other, dim ?? Enumerable.Range(0, self.Rank).First(axis => self.Shape[axis] == 3));

    /// <summary>Differences of neighbours along an axis, <paramref name="n"/> times.</summary>
    [AtenOperator("aten::diff")]
    public static Tensor Diff(Tensor self, long n, long dim, Tensor? prepend, Tensor? append)
    {
        int axis = ShapeMath.NormalizeAxis(dim, self.Rank);
        Tensor result = Concatenate([.. new[] { prepend, self, append }.OfType<Tensor>()], axis);
        BinaryKind kind = self.DType == DType.Bool ? BinaryKind.LogicalXor : BinaryKind.Subtract;
        for (long i = 0; i < n; i++)
        {
            Tensor next = result.Slice(axis, 1, long.MaxValue), previous = result.Slice(axis, 0, -1);
            result = Nobuco.Tensors.Kernels.Elementwise.Binary(kind, next, previous);
        }
        return result;
    }

    private static Tensor Combine(Tensor self, Tensor product, Scalar beta, Scalar alpha)
    {
        Tensor scaled = alpha.ToDouble() == 1 ? product : Elementwise.Mul(product, alpha);
        return beta.ToDouble() == 0 ? scaled : Elementwise.Add(scaled, self, beta);
    }

    private static Tensor Concatenate(Tensor[] parts, int axis)
    {
        Tensor result = Tensor.Empty(parts[0].DType, parts[0].Shape.With(axis, parts.Sum(part => part.Shape[axis])));
        long start = 0;
        foreach (Tensor part in parts)
        {
            result.Slice(axis, start, start + part.Shape[axis]).CopyFrom(part);
            start += part.Shape[axis];
        }
        return result;
    }
}
