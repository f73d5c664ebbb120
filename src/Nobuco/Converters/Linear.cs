using Nobuco.Conversion;
using Nobuco.Tensors;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
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
        TfTensor product = AxisProduct.Apply(input, axis, matrix);
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
    public static TfTensor MatMul(TfTensor self, TfTensor other)
    {
        TfTensor x = self.Rank == 1 ? tf.ExpandDims(self, [0]) : self, y = other.Rank == 1 ? tf.ExpandDims(other, [1]) : other;
        TfTensor product = Product(x, y);
        product = other.Rank == 1 ? tf.Squeeze(product, [product.Rank - 1]) : product;
        return self.Rank == 1 ? tf.Squeeze(product, [other.Rank == 1 ? product.Rank - 1 : product.Rank - 2]) : product;
    }

    /// <summary>A constant matrix on the right is a Dense layer's kernel.</summary>
    private static TfTensor Product(TfTensor x, TfTensor y) => y is { Rank: 2, Constant: not null } && x.DType.IsFloat() ? tf.Dense(x, y) : tf.BatchMatMulV2(x, y);

    private static TfTensor Scaled(TfTensor product, TfTensor self, double beta, double alpha)
    {
        TfTensor y = alpha == 1 ? product : product * alpha;
        return beta == 0 ? y : (beta == 1 ? self : self * beta) + y;
    }
}
