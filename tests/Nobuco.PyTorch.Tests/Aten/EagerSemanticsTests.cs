using Nobuco.Tensors;

namespace Nobuco.PyTorch.Tests.Aten;

/// <summary>What the fixtures do not reach: memory shared by views, tensors of rank 0 and without elements, NaN.</summary>
public sealed class EagerSemanticsTests
{
    private const float NaN = float.NaN;

    [Fact]
    public void Writes_through_a_transposed_slice_reach_the_base()
    {
        Tensor x = Tensor.Zeros(DType.Float32, [2, 3]);
        Tensor view = Eager.Call("aten::slice.Tensor", Eager.Call("aten::t", x), 0L, 1L);
        Eager.Call("aten::add_.Tensor", view, Tensor.From([1f, 2], 2)).ShouldBeSameAs(view);
        x.ToArray<float>().ShouldBe([0f, 1, 1, 0, 2, 2]);
    }

    [Fact]
    public void Copying_onto_itself_shifted_reads_before_it_writes()
    {
        Tensor x = Tensor.From([1f, 2, 3, 4], 4);
        Eager.Call("aten::copy_", x.Slice(0, 1, 4), x.Slice(0, 0, 3));
        x.ToArray<float>().ShouldBe([1f, 1, 2, 3]);
    }

    [Fact]
    public void Conversion_to_the_same_type_is_the_tensor_itself()
    {
        Tensor x = Tensor.Zeros(DType.Float32, [2]);
        Eager.Call("aten::to.dtype", x, DType.Float32).ShouldBeSameAs(x);
        Eager.Call("aten::to.dtype", x, DType.Float32, false, true).ShouldNotBeSameAs(x);
    }

    [Theory]
    [InlineData("aten::sum", 0f)]
    [InlineData("aten::prod", 1f)]
    [InlineData("aten::mean", NaN)]
    public void Reductions_of_no_elements(string name, float expected) =>
        Eager.Call(name, Tensor.Zeros(DType.Float32, [0])).ToArray<float>().ShouldBe([expected]);

    [Theory]
    [InlineData("aten::sum.dim_IntList")]
    [InlineData("aten::mean.dim")]
    [InlineData("aten::amax")]
    [InlineData("aten::logsumexp")]
    public void A_tensor_of_rank_0_has_axis_0_and_minus_1(string name)
    {
        Eager.Call(name, Tensor.Scalar(2f), (Seq<long>)[0]).ToArray<float>().ShouldBe([2f]);
        Eager.Call(name, Tensor.Scalar(2f), (Seq<long>)[-1]).Shape.ShouldBe([]);
    }

    [Theory]
    [InlineData("aten::softmax.int", 1f)]
    [InlineData("aten::cumsum", 2f)]
    [InlineData("aten::sort", 2f)]
    [InlineData("aten::flip", 2f)]
    public void Operators_along_an_axis_take_rank_0(string name, float expected) =>
        Eager.Call(name, Tensor.Scalar(2f), name == "aten::flip" ? (Seq<long>)[0] : 0L).ToArray<float>().ShouldBe([expected]);

    [Fact]
    public void Not_a_number_is_the_largest_and_the_smallest()
    {
        Tensor x = Tensor.From([1f, NaN, 3], 3);
        Eager.Call("aten::max", x).ItemAsDouble().ShouldBe(double.NaN);
        Eager.Call("aten::min", x).ItemAsDouble().ShouldBe(double.NaN);
        Eager.Call("aten::argmin", x).ItemAsInt64().ShouldBe(1);
        Eager.Call("aten::maximum", x, Tensor.Scalar(2f)).ToArray<float>().ShouldBe([2f, NaN, 3]);
        Eager.Call("aten::fmax", x, Tensor.Scalar(2f)).ToArray<float>().ShouldBe([2f, 2, 3]);
        Eager.Call("aten::clamp", x, 2L).ToArray<float>().ShouldBe([2f, NaN, 3]);
        Eager.Call("aten::relu", x).ToArray<float>().ShouldBe([1f, NaN, 3]);
        Eager.Call("aten::hardtanh", x).ToArray<float>().ShouldBe([1f, NaN, 1]);
        Eager.Call("aten::threshold", x, 2L, 0L).ToArray<float>().ShouldBe([0f, NaN, 3]);
        Eager.Call("aten::hardshrink", x, 2L).ToArray<float>().ShouldBe([0f, NaN, 3]);
    }

    [Theory]
    [InlineData("floor", new[] { -4L, -4, 3, 3 })]
    [InlineData("trunc", new[] { -3L, -3, 3, 3 })]
    public void Division_of_integers_rounds(string mode, long[] expected) =>
        Eager.Call("aten::div.Tensor_mode", Tensor.From([-7L, 7, 7, -7], 4), Tensor.From([2L, -2, 2, -2], 4), mode).ToArray<long>().ShouldBe(expected);

    [Fact]
    public void A_mask_indexes_along_as_many_axes_as_it_has()
    {
        Tensor x = Tensor.From([1f, 2, 3, 4], 2, 2), mask = Tensor.From([true, false, false, true], 2, 2);
        Eager.Call("aten::index.Tensor", x, (IReadOnlyList<object?>)[mask]).ToArray<float>().ShouldBe([1f, 4]);
    }

    [Fact]
    public void Axes_of_separated_indices_lead()
    {
        Tensor x = Tensor.Zeros(DType.Float32, [2, 3, 4]), index = Tensor.From([0L, 1, 1, 0, 1], 5);
        Eager.Call("aten::index.Tensor", x, (IReadOnlyList<object?>)[index, null, index]).Shape.ShouldBe([5, 3]);
        Eager.Call("aten::index.Tensor", x, (IReadOnlyList<object?>)[null, index, index]).Shape.ShouldBe([2, 5]);
    }

    [Fact]
    public void Accumulation_counts_equal_indices_each()
    {
        Tensor x = Tensor.Zeros(DType.Int32, [3]), index = Tensor.From([1L, 1, -1], 3);
        Eager.Call("aten::index_put_", x, (IReadOnlyList<object?>)[index], Tensor.Scalar(2), true);
        x.ToArray<int>().ShouldBe([0, 4, 2]);
    }

    [Fact]
    public void Numbers_of_unequal_kinds_make_a_range()
    {
        Eager.Call("aten::arange", 3L).ToArray<long>().ShouldBe([0L, 1, 2]);
        Eager.Call("aten::arange.start_step", 1L, 2.0, 0.5).ToArray<float>().ShouldBe([1f, 1.5f]);
        Eager.Call("aten::arange.start_step", 5L, 0L, -2L).ToArray<long>().ShouldBe([5L, 3, 1]);
    }

    [Theory]
    [InlineData("bij,bjk->bik")]
    [InlineData("...ij,...jk")]
    public void Einstein_sums_multiply_matrices(string equation)
    {
        Tensor a = Tensor.From([1f, 2, 3, 4], 1, 2, 2), b = Tensor.From([1f, 1, 0, 1], 1, 2, 2);
        Eager.Call("aten::einsum", equation, (IReadOnlyList<object?>)[a, b]).ToArray<float>().ShouldBe([1f, 3, 3, 7]);
    }

    [Fact]
    public void Einstein_sums_take_traces() =>
        Eager.Call("aten::einsum", "ii->", (IReadOnlyList<object?>)[Tensor.From([1f, 2, 3, 4], 2, 2)]).ToArray<float>().ShouldBe([5f]);

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_spectrum_gives_its_signal_back(int length)
    {
        Tensor x = Eager.Call("aten::sin", Eager.Call("aten::arange", (long)length));
        Tensor back = Eager.Call("aten::fft_irfft", Eager.Call("aten::fft_rfft", x), (long)length);
        back.ToArray<float>().Zip(x.ToArray<float>()).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
    }
}
