using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class PaddingTests
{
    private static readonly Tensor s_x = Tensor.From([1, 2, 3], 3);

    [Fact]
    public void PaddingRepeatsWhatItsNameSays()
    {
        Padding.Constant(s_x, [1], [2]).ShouldEqual(Tensor.From([0, 1, 2, 3, 0, 0], 6));
        Padding.Constant(s_x, [1], [0], Tensor.Scalar(9)).ShouldEqual(Tensor.From([9, 1, 2, 3], 4));
        Padding.Mirror(s_x, [2], [2], symmetric: false).ShouldEqual(Tensor.From([3, 2, 1, 2, 3, 2, 1], 7));
        Padding.Mirror(s_x, [2], [3], symmetric: true).ShouldEqual(Tensor.From([2, 1, 1, 2, 3, 3, 2, 1], 8));
        Padding.Edge(s_x, [2], [1]).ShouldEqual(Tensor.From([1, 1, 1, 2, 3, 3], 6));
        Padding.Circular(s_x, [2], [1]).ShouldEqual(Tensor.From([2, 3, 1, 2, 3, 1], 6));
    }

    [Fact]
    public void NegativePaddingCrops()
    {
        Padding.Constant(s_x, [-1], [1]).ShouldEqual(Tensor.From([2, 3, 0], 3));
        Padding.Constant(s_x, [1], [-2]).ShouldEqual(Tensor.From([0, 1], 2));
    }

    [Fact]
    public void EveryAxisIsPadded()
    {
        Tensor x = Tensor.From([1, 2, 3, 4], 2, 2).Transpose(0, 1);
        Padding.Constant(x, [0, 1], [1, 0]).ShouldEqual(Tensor.From([0, 1, 3, 0, 2, 4, 0, 0, 0], 3, 3));
        Padding.Edge(x, [0, 1], [1, 0]).ShouldEqual(Tensor.From([1, 1, 3, 2, 2, 4, 2, 2, 4], 3, 3));
    }
}
