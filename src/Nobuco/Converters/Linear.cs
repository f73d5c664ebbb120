using Nobuco.Conversion;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Matrix products.</summary>
public static class Linear
{
    /// <summary>input · weightᵀ + bias along the last axis, wherever it lies: a product from the left where it is not the last in memory too.</summary>
    [Converter("aten::linear", Manual)]
    public static TfTensor Apply(TfTensor input, [PyTorchOrder] TfTensor weight, TfTensor? bias)
    {
        int axis = input.Axis(-1);
        if (axis == input.Rank - 1)
            return tf.Dense(input, tf.Transpose(weight, [1, 0]), bias).WithOrder(input.Order);
        if (weight.Constant is not { } matrix)
            return tf.Dense(tf.ToOrder(input, AxisOrder.Identity(input.Rank)), tf.Transpose(weight, [1, 0]), bias);
        TfTensor product = AxisProduct.Apply(input, axis, matrix, ((Const)weight.Value.Producer.Op).QualifiedName);
        return bias is null ? product : product + bias.AlongAxis(product, axis);
    }

    /// <summary>beta · self + alpha · mat1 · mat2.</summary>
    [Converter("aten::addmm", ForcePyTorchOrder)]
    public static TfTensor AddMm(TfTensor self, TfTensor mat1, TfTensor mat2, double beta, double alpha) =>
        beta == 1 && alpha == 1 && self.Rank == 1 && mat2.Constant is not null ? tf.Dense(mat1, mat2, self) : Scaled(tf.BatchMatMulV2(mat1, mat2), self, beta, alpha);

    [Converter("aten::baddbmm", ForcePyTorchOrder)]
    public static TfTensor BAddBmm(TfTensor self, TfTensor batch1, TfTensor batch2, double beta, double alpha) => Scaled(tf.BatchMatMulV2(batch1, batch2), self, beta, alpha);

    [Converter("aten::mm", ForcePyTorchOrder)]
    [Converter("aten::bmm", ForcePyTorchOrder)]
    public static TfTensor Mm(TfTensor self, TfTensor mat2) => Product(self, mat2);

    /// <summary>A vector on the left is a row, on the right a column; leading axes broadcast.</summary>
    [Converter("aten::matmul", ForcePyTorchOrder)]
    [Converter("aten::linalg_matmul", ForcePyTorchOrder)]
    public static TfTensor MatMul(TfTensor self, TfTensor other)
    {
        TfTensor x = self.Rank == 1 ? tf.ExpandDims(self, [0]) : self, y = other.Rank == 1 ? tf.ExpandDims(other, [1]) : other;
        TfTensor product = Product(x, y);
        product = other.Rank == 1 ? tf.Squeeze(product, [product.Rank - 1]) : product;
        return self.Rank == 1 ? tf.Squeeze(product, [other.Rank == 1 ? product.Rank - 1 : product.Rank - 2]) : product;
    }

    [Converter("aten::mv", ForcePyTorchOrder)]
    public static TfTensor Mv(TfTensor self, TfTensor vec) => MatMul(self, vec);

    [Converter("aten::addmv", ForcePyTorchOrder)]
    public static TfTensor AddMv(TfTensor self, TfTensor mat, TfTensor vec, double beta, double alpha) => Scaled(MatMul(mat, vec), self, beta, alpha);

    [Converter("aten::addbmm", ForcePyTorchOrder)]
    public static TfTensor AddBmm(TfTensor self, TfTensor batch1, TfTensor batch2, double beta, double alpha) =>
        Scaled(tf.Sum(tf.BatchMatMulV2(batch1, batch2), [0]), self, beta, alpha);

    [Converter("aten::dot", ForcePyTorchOrder)]
    public static TfTensor Dot(TfTensor self, TfTensor tensor) => tf.Sum(self * tensor, [0]);

    [Converter("aten::vdot", ForcePyTorchOrder)]
    public static TfTensor VDot(TfTensor self, TfTensor other) => Dot(self, other);

    [Converter("aten::outer", ForcePyTorchOrder)]
    [Converter("aten::ger", ForcePyTorchOrder)]
    public static TfTensor Outer(TfTensor self, TfTensor vec2) => tf.ExpandDims(self, [1]) * vec2;

    /// <summary>Products summed over the last axis of both.</summary>
    [Converter("aten::inner", ForcePyTorchOrder)]
    public static TfTensor Inner(ConverterCall call, TfTensor self, TfTensor other) =>
        self.Rank == 0 || other.Rank == 0 ? self * other : TensorDot(call, self, other, [-1], [-1]);

    /// <summary>Products summed over pairs of axes; what is left of the first comes first.</summary>
    [Converter("aten::tensordot", ForcePyTorchOrder)]
    public static TfTensor TensorDot(ConverterCall call, TfTensor self, TfTensor other, Seq<long> dimsSelf, Seq<long> dimsOther)
    {
        int[] a = [.. dimsSelf.Select(d => ShapeMath.NormalizeAxis(d, self.Rank))], b = [.. dimsOther.Select(d => ShapeMath.NormalizeAxis(d, other.Rank))];
        int[] rows = [.. Enumerable.Range(0, self.Rank).Except(a)], columns = [.. Enumerable.Range(0, other.Rank).Except(b)];
        Dim inner = a.Select(axis => self.Shape[axis]).ToSeq().Product();
        TfTensor left = tf.Reshape(tf.Transpose(self, [.. rows, .. a]), [rows.Select(axis => self.Shape[axis]).ToSeq().Product(), inner]);
        TfTensor right = tf.Reshape(tf.Transpose(other, [.. b, .. columns]), [inner, columns.Select(axis => other.Shape[axis]).ToSeq().Product()]);
        return tf.Reshape(Product(left, right), call.Result.Shape);
    }

    /// <summary>Every element of self times the whole of other, block by block; missing leading axes have size 1.</summary>
    [Converter("aten::kron", ForcePyTorchOrder)]
    public static TfTensor Kron(ConverterCall call, TfTensor self, TfTensor other)
    {
        int rank = Math.Max(self.Rank, other.Rank);
        TfTensor Spread(TfTensor x, int own) => tf.Reshape(x, Enumerable.Range(0, 2 * rank)
            .Select(axis => axis % 2 == own && axis / 2 >= rank - x.Rank ? x.Shape[(axis / 2) - (rank - x.Rank)] : Dim.One).ToSeq());
        return tf.Reshape(Spread(self, 0) * Spread(other, 1), call.Result.Shape);
    }

    [Converter("aten::einsum", ForcePyTorchOrder)]
    [Implied("path")]
    public static TfTensor Einsum(ConverterCall call, string equation, IReadOnlyList<TfTensor> tensors) => EinsteinSum.Run(call, equation, tensors);

    /// <summary>yₖ = x₁ · weightₖ · x₂ + biasₖ.</summary>
    [Converter("aten::bilinear", ForcePyTorchOrder)]
    public static TfTensor Bilinear(ConverterCall call, TfTensor input1, TfTensor input2, TfTensor weight, TfTensor? bias)
    {
        TfTensor product = EinsteinSum.Run(call, "...i,kij,...j->...k", [input1, weight, input2]);
        return bias is null ? product : product + bias;
    }

    /// <summary>The cross product of vectors of 3 along an axis.</summary>
    [Converter("aten::linalg_cross", Manual)]
    public static TfTensor Cross(TfTensor self, TfTensor other, long dim)
    {
        TfTensor y = tf.ToOrder(other, self.Order);
        int axis = self.Axis(dim);
        TfTensor[] a = tf.Split(self, 3, axis), b = tf.Split(y, 3, axis);
        TfTensor Part(int i, int j) => (a[i] * b[j]) - (a[j] * b[i]);
        return tf.ConcatV2([Part(1, 2), Part(2, 0), Part(0, 1)], axis);
    }

    /// <summary>Distances (Σ |x − y|ᵖ)^(1/p) of all rows of x1 <c>[…, P, M]</c> from all of x2 <c>[…, R, M]</c>: <c>[…, P, R]</c>.</summary>
    [Converter("aten::cdist", ForcePyTorchOrder)]
    [Implied("compute_mode")]
    public static TfTensor CDist(ConverterCall call, TfTensor x1, TfTensor x2, double p) =>
        Reduction.VectorNorm(call, tf.ExpandDims(x1, [x1.Rank - 1]) - tf.ExpandDims(x2, [x2.Rank - 2]), p, [-1], keepdim: false);

    [Converter("aten::_cdist_forward", ForcePyTorchOrder)]
    [Implied("compute_mode")]
    public static TfTensor CDistForward(ConverterCall call, TfTensor x1, TfTensor x2, double p) => CDist(call, x1, x2, p);

    /// <summary>The product of three tensors, each with new axes, summed over some of them.</summary>
    [Converter("aten::_trilinear", ForcePyTorchOrder)]
    [Implied("unroll_dim")]
    public static TfTensor Trilinear(TfTensor i1, TfTensor i2, TfTensor i3, Seq<int> expand1, Seq<int> expand2, Seq<int> expand3, Seq<int> sumdim) =>
        tf.Sum(tf.ExpandDims(i1, expand1) * tf.ExpandDims(i2, expand2) * tf.ExpandDims(i3, expand3), sumdim);

    /// <summary>A constant matrix on the right is a Dense layer's kernel.</summary>
    private static TfTensor Product(TfTensor x, TfTensor y) => y is { Rank: 2, Constant: not null } && x.DType.IsFloat() ? tf.Dense(x, y) : tf.BatchMatMulV2(x, y);

    private static TfTensor Scaled(TfTensor product, TfTensor self, double beta, double alpha)
    {
        TfTensor y = alpha == 1 ? product : product * alpha;
        return beta == 0 ? y : (beta == 1 ? self : self * beta) + y;
    }
}
