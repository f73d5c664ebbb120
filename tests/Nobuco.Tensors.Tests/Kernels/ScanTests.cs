using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class ScanTests
{
    private static readonly Tensor s_x = Tensor.From([1, 2, 3, 4, 5, 6], 2, 3);

    [Fact]
    public void SumsRun()
    {
        Scan.Cumsum(s_x, 1).ShouldEqual(Tensor.From([1, 3, 6, 4, 9, 15], 2, 3));
        Scan.Cumsum(s_x, 0).ShouldEqual(Tensor.From([1, 2, 3, 5, 7, 9], 2, 3));
        Scan.Cumsum(s_x, 1, exclusive: true).ShouldEqual(Tensor.From([0, 1, 3, 0, 4, 9], 2, 3));
        Scan.Cumsum(s_x, -1, reverse: true).ShouldEqual(Tensor.From([6, 5, 3, 15, 11, 6], 2, 3));
        Scan.Cumsum(s_x.Cast(DType.Float32), 1, exclusive: true, reverse: true).ShouldEqual(Tensor.From([5f, 3, 0, 11, 6, 0], 2, 3));
        Scan.Cumsum(Tensor.Scalar(3f), 0).ShouldEqual(Tensor.Scalar(3f));
    }

    [Fact]
    public void ProductsRun() => Scan.Cumprod(s_x.Cast(DType.Float64), 1).ShouldEqual(Tensor.From([1.0, 2, 6, 4, 20, 120], 2, 3));

    [Fact]
    public void ExtremesRun()
    {
        (Tensor values, Tensor indices) = Scan.Cummax(Tensor.From([1f, 3, 3, 2, float.NaN, 9], 6), 0);
        values.ToArray<float>().ShouldBe([1, 3, 3, 3, float.NaN, float.NaN]);
        indices.ShouldEqual(Tensor.From([0L, 1, 2, 2, 4, 4], 6));
        Scan.Cummin(Tensor.From([3, 1, 2], 3), 0).Values.ShouldEqual(Tensor.From([3, 1, 1], 3));
    }
}
