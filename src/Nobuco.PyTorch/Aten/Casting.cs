using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Kernel = Nobuco.Tensors.Kernels.Elementwise;

namespace Nobuco.PyTorch.Aten;

/// <summary>Conversions of element types, copies and fills.</summary>
internal static class Casting
{
    [AtenOperator("aten::to.dtype")]
    [AtenOperator("aten::to.device")]
    public static Tensor To(Tensor self, DType dtype, bool copy) => To(self, (DType?)dtype, copy);

    [AtenOperator("aten::to.dtype_layout")]
    public static Tensor To(Tensor self, DType? dtype, bool copy) => Copied(self, self.Cast(dtype ?? self.DType), copy);

    [AtenOperator("aten::to.other")]
    public static Tensor To(Tensor self, Tensor other, bool copy) => To(self, other.DType, copy);

    [AtenOperator("aten::_to_copy")]
    public static Tensor ToCopy(Tensor self, DType? dtype) => To(self, dtype, copy: true);

    [AtenOperator("aten::type_as")]
    public static Tensor TypeAs(Tensor self, Tensor other) => self.Cast(other.DType);

    [AtenOperator("aten::positive")]
    [AtenOperator("aten::lift_fresh")]
    [AtenOperator("aten::cpu")]
    public static Tensor Itself(Tensor self) => self;

    [AtenOperator("aten::lift_fresh_copy")]
    public static Tensor LiftFreshCopy(Tensor self) => self.Clone();

    /// <summary>The elements of <paramref name="src"/> in the type and shape of <paramref name="self"/>.</summary>
    [AtenOperator("aten::copy")]
    public static Tensor Copy(Tensor self, Tensor src)
    {
        Tensor result = Tensor.Empty(self.DType, self.Shape);
        result.CopyFrom(src);
        return result;
    }

    [AtenOperator("aten::fill.Scalar")]
    [AtenOperator("aten::fill.Tensor")]
    public static Tensor Fill(Tensor self, Operand value) => Copy(self, value.Tensor);

    [AtenOperator("aten::zero")]
    public static Tensor Zero(Tensor self) => Tensor.Zeros(self.DType, self.Shape);

    [AtenOperator("aten::isposinf")]
    public static Tensor IsPositiveInfinity(Tensor self) =>
        Kernel.Compare(CompareKind.Equal, self, Tensor.Scalar(double.PositiveInfinity).Cast(self.DType));

    [AtenOperator("aten::isneginf")]
    public static Tensor IsNegativeInfinity(Tensor self) =>
        Kernel.Compare(CompareKind.Equal, self, Tensor.Scalar(double.NegativeInfinity).Cast(self.DType));

    public static IEnumerable<KeyValuePair<string, OperatorMethod>> Casts =>
        from cast in new (string Name, DType DType)[]
        {
            ("Byte", DType.UInt8), ("Char", DType.Int8), ("Double", DType.Float64), ("Float", DType.Float32), ("Half", DType.Float16), ("Int", DType.Int32),
            ("Long", DType.Int64), ("Short", DType.Int16),
        }
        select KeyValuePair.Create("aten::_cast_" + cast.Name, new OperatorMethod((Tensor self) => self.Cast(cast.DType)));

    private static Tensor Copied(Tensor self, Tensor result, bool copy) => copy && ReferenceEquals(result, self) ? self.Clone() : result;
}
