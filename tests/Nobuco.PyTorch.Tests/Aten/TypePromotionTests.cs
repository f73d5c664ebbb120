using Nobuco.Tensors;

namespace Nobuco.PyTorch.Tests.Aten;

/// <summary>Element types of results as PyTorch's <c>torch.result_type</c> gives them.</summary>
public sealed class TypePromotionTests
{
    [Theory]
    [InlineData(DType.Bool, DType.UInt8, DType.UInt8)]
    [InlineData(DType.UInt8, DType.Int8, DType.Int16)]
    [InlineData(DType.UInt8, DType.Int16, DType.Int16)]
    [InlineData(DType.Int32, DType.Int64, DType.Int64)]
    [InlineData(DType.Int64, DType.Float16, DType.Float16)]
    [InlineData(DType.Float16, DType.BFloat16, DType.Float32)]
    [InlineData(DType.BFloat16, DType.Float32, DType.Float32)]
    [InlineData(DType.Float32, DType.Float64, DType.Float64)]
    [InlineData(DType.Float64, DType.Complex64, DType.Complex128)]
    [InlineData(DType.Int32, DType.Complex64, DType.Complex64)]
    public void Tensors_promote_to_the_smallest_type_that_holds_both(DType left, DType right, DType expected)
    {
        Eager.Call("aten::mul.Tensor", Tensor.Zeros(left, [2]), Tensor.Zeros(right, [2])).DType.ShouldBe(expected);
        Eager.Call("aten::mul.Tensor", Tensor.Zeros(right, [2]), Tensor.Zeros(left, [2])).DType.ShouldBe(expected);
    }

    [Theory]
    [InlineData(DType.Float16, DType.Float64, DType.Float16)]
    [InlineData(DType.Int8, DType.Int64, DType.Int8)]
    [InlineData(DType.Int64, DType.Float64, DType.Float64)]
    [InlineData(DType.Bool, DType.Int8, DType.Int8)]
    [InlineData(DType.Float32, DType.Complex128, DType.Complex64)]
    public void A_tensor_of_rank_0_only_counts_when_its_kind_is_higher(DType tensor, DType scalar, DType expected) =>
        Eager.Call("aten::add.Tensor", Tensor.Zeros(tensor, [2]), Tensor.Zeros(scalar, [])).DType.ShouldBe(expected);

    [Theory]
    [InlineData(DType.Float16, 1.5, DType.Float16)]
    [InlineData(DType.UInt8, 3L, DType.UInt8)]
    [InlineData(DType.UInt8, 1.5, DType.Float32)]
    [InlineData(DType.Bool, 3L, DType.Int64)]
    [InlineData(DType.Bool, true, DType.Bool)]
    public void A_number_only_counts_when_its_kind_is_higher(DType tensor, object number, DType expected)
    {
        Eager.Call("aten::add.Tensor", Tensor.Zeros(tensor, [2]), number).DType.ShouldBe(expected);
        Eager.Call("aten::add.Tensor", Tensor.Zeros(tensor, []), number).DType.ShouldBe(expected);
    }

    [Theory]
    [InlineData("aten::div.Tensor", DType.Int32, DType.Float32)]
    [InlineData("aten::div.Tensor", DType.Float16, DType.Float16)]
    [InlineData("aten::floor_divide", DType.Int32, DType.Int32)]
    [InlineData("aten::atan2", DType.Bool, DType.Float32)]
    [InlineData("aten::eq.Tensor", DType.Float64, DType.Bool)]
    [InlineData("aten::logical_and", DType.Float64, DType.Bool)]
    public void Binary_results(string name, DType operands, DType expected) =>
        Eager.Call(name, Eager.Call("aten::ones", (Seq<long>)[2], operands), Eager.Call("aten::ones", (Seq<long>)[2], operands)).DType.ShouldBe(expected);

    [Theory]
    [InlineData("aten::sum", DType.Bool, DType.Int64)]
    [InlineData("aten::sum", DType.Int8, DType.Int64)]
    [InlineData("aten::sum", DType.BFloat16, DType.BFloat16)]
    [InlineData("aten::prod", DType.Int32, DType.Int64)]
    [InlineData("aten::max", DType.Int8, DType.Int8)]
    [InlineData("aten::any", DType.Float32, DType.Bool)]
    [InlineData("aten::any", DType.UInt8, DType.UInt8)]
    [InlineData("aten::argmax", DType.Float32, DType.Int64)]
    [InlineData("aten::exp", DType.Int64, DType.Float32)]
    [InlineData("aten::neg", DType.Int16, DType.Int16)]
    [InlineData("aten::isnan", DType.Int64, DType.Bool)]
    [InlineData("aten::abs", DType.Complex64, DType.Float32)]
    public void Results_of_one_operand(string name, DType operand, DType expected) =>
        Eager.Call(name, Tensor.Zeros(operand, [2])).DType.ShouldBe(expected);

    [Fact]
    public void There_is_no_promotion_of_wide_unsigned_integers() =>
        Should.Throw<ArgumentException>(() => Eager.Call("aten::add.Tensor", Tensor.Zeros(DType.UInt32, [1]), Tensor.Zeros(DType.Int32, [1])));
}
