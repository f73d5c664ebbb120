using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>Sizes and single elements as Python numbers, and assertions about them.</summary>
internal static class Properties
{
    [AtenOperator("aten::sym_size.int")]
    [AtenOperator("aten::size.int")]
    public static long Size(Tensor self, long dim) => self.Shape[ShapeMath.NormalizeAxis(dim, self.Rank)];

    [AtenOperator("aten::sym_size")]
    [AtenOperator("aten::size")]
    public static Seq<long> Size(Tensor self) => self.Shape;

    [AtenOperator("aten::sym_stride.int")]
    public static long Stride(Tensor self, long dim) => self.Strides[ShapeMath.NormalizeAxis(dim, self.Rank)];

    [AtenOperator("aten::sym_stride")]
    public static Seq<long> Stride(Tensor self) => self.Strides;

    [AtenOperator("aten::sym_storage_offset")]
    public static long StorageOffset(Tensor self) => self.Offset;

    [AtenOperator("aten::sym_numel")]
    [AtenOperator("aten::numel")]
    public static long Numel(Tensor self) => self.Count;

    [AtenOperator("aten::dim")]
    public static long Dim(Tensor self) => self.Rank;

    [AtenOperator("aten::item")]
    [AtenOperator("aten::_local_scalar_dense")]
    public static Scalar Item(Tensor self) => Scalar.Of(self);

    [AtenOperator("aten::is_nonzero")]
    public static bool IsNonzero(Tensor self) => Scalar.Of(self).ToBoolean();

    [AtenOperator("aten::_assert_scalar")]
    public static void AssertScalar(Scalar self, string assertMsg)
    {
        if (!self.ToBoolean())
            throw new InvalidOperationException(assertMsg);
    }

    [AtenOperator("aten::_assert_async.msg")]
    public static void AssertAsync(Tensor self, string assertMsg) => AssertScalar(Scalar.Of(self), assertMsg);

    [AtenOperator("aten::_assert_async")]
    public static void AssertAsync(Tensor self) => AssertScalar(Scalar.Of(self), "An assertion of the program does not hold.");

    [AtenOperator("aten::_assert_tensor_metadata")]
    public static void AssertTensorMetadata(Tensor a, Seq<long>? size, Seq<long>? stride, DType? dtype)
    {
        if (size is { } shape && shape != a.Shape)
            throw new InvalidOperationException($"The program expects a tensor of shape {shape}, not {a.Shape}.");
        if (dtype is { } type && type != a.DType)
            throw new InvalidOperationException($"The program expects a tensor of {type.Name()}, not {a.DType.Name()}.");
    }

    [AtenOperator("aten::sym_constrain_range")]
    [AtenOperator("aten::sym_constrain_range_for_size")]
    public static void ConstrainRange(Scalar size, long? min, long? max)
    {
        long value = size.ToInt64();
        if (value < (min ?? long.MinValue) || value > (max ?? long.MaxValue))
            throw new InvalidOperationException($"The program expects a number in [{min}, {max}], not {value}.");
    }
}
