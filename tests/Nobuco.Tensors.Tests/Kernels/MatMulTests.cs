using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class MatMulTests
{
    [Fact]
    public void ProductsAreSumsOfProducts()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Randomly(seed);
            long m = random.Int(1, 40), k = random.Int(1, 40), n = random.Int(1, 40);
            Tensor a = random.Doubles([m, k]), b = random.Doubles([k, n]);
            Check(random, a, b, Reference(a, b));
        }
    }

    [Theory]
    [InlineData(200, 700, 150)]
    [InlineData(5, 1300, 300)]
    [InlineData(1, 900, 500)]
    [InlineData(300, 900, 1)]
    public void LargeProductsAreSumsOfProducts(long m, long k, long n)
    {
        var random = new Randomly(7);
        Tensor a = random.Doubles([m, k]), b = random.Doubles([k, n]);
        Check(random, a, b, Reference(a, b));
    }

    [Fact]
    public void BatchesBroadcast()
    {
        var random = new Randomly(3);
        Tensor a = random.Doubles([3, 1, 4, 5]), b = random.Doubles([2, 5, 6]);
        Tensor product = MatMul.Run(a.Cast(DType.Float32), b.Cast(DType.Float32));
        product.Shape.ShouldBe([3, 2, 4, 6]);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 2; j++)
                product.Select(0, i).Select(0, j).ShouldBeClose(Reference(a.Select(0, i).Select(0, 0), b.Select(0, j)));
        }
        MatMul.Run(a, b.Select(0, 1)).ShouldBeClose(MatMul.Run(a, b).Select(1, 1).Unsqueeze(1));
    }

    [Fact]
    public void VectorsLoseTheirAxis()
    {
        Tensor matrix = Tensor.From([1f, 2, 3, 4, 5, 6], 2, 3), row = Tensor.From([1f, -1], 2), column = Tensor.From([1f, 0, 2], 3);
        MatMul.Run(row, matrix).ShouldEqual(Tensor.From([-3f, -3, -3], 3));
        MatMul.Run(matrix, column).ShouldEqual(Tensor.From([7f, 16], 2));
        MatMul.Run(column, column).ShouldEqual(Tensor.Scalar(5f));
    }

    [Fact]
    public void IntegersMultiplyExactly() =>
        MatMul.Run(Tensor.From([1, 2, 3, 4], 2, 2), Tensor.From([5, 6, 7, 8], 2, 2)).ShouldEqual(Tensor.From([19, 22, 43, 50], 2, 2));

    [Fact]
    public void NoDepthGivesZeros() =>
        MatMul.Run(Tensor.Zeros(DType.Float32, [2, 0]), Tensor.Zeros(DType.Float32, [0, 3])).ShouldEqual(Tensor.Zeros(DType.Float32, [2, 3]));

    [Fact]
    public void SizesMustAgree() =>
        Should.Throw<ArgumentException>(() => MatMul.Run(Tensor.Zeros(DType.Float32, [2, 3]), Tensor.Zeros(DType.Float32, [2, 3])));

    private static void Check(Randomly random, Tensor a, Tensor b, Tensor expected)
    {
        Tensor left = random.Strided(a.Cast(DType.Float32)), right = random.Strided(b.Cast(DType.Float32));
        MatMul.Run(left, right).ShouldBeClose(expected);
        MatMul.Run(left.Transpose(0, 1), right, transposeA: true).ShouldBeClose(expected);
        MatMul.Run(left, right.Transpose(0, 1).Contiguous(), transposeB: true).ShouldBeClose(expected);
        MatMul.Run(a, b).ShouldBeClose(expected, 1e-13);
    }

    private static Tensor Reference(Tensor a, Tensor b)
    {
        double[] left = a.ToArray<double>(), right = b.ToArray<double>();
        int depth = (int)a.Shape[1], columns = (int)b.Shape[1];
        var product = new double[a.Shape[0] * columns];
        for (int i = 0; i < product.Length; i++)
        {
            for (int k = 0; k < depth; k++)
                product[i] += left[(i / columns * depth) + k] * right[(k * columns) + (i % columns)];
        }
        return Tensor.From(product, a.Shape[0], columns);
    }
}
