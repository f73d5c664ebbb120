using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>New tensors.</summary>
internal static class Creation
{
    [AtenOperator("aten::zeros")]
    [AtenOperator("aten::empty.memory_format")]
    public static Tensor Zeros(Seq<long> size, DType? dtype) => Tensor.Zeros(dtype ?? DType.Float32, size);

    [AtenOperator("aten::ones")]
    public static Tensor Ones(Seq<long> size, DType? dtype) => Filled(size, 1, dtype ?? DType.Float32);

    [AtenOperator("aten::full")]
    public static Tensor Full(Seq<long> size, Scalar fillValue, DType? dtype) =>
        Filled(size, fillValue, dtype ?? TypePromotion.ResultType(fillValue));

    [AtenOperator("aten::scalar_tensor")]
    public static Tensor ScalarTensor(Scalar s, DType? dtype) => s.ToTensor(dtype ?? DType.Float32);

    [AtenOperator("aten::zeros_like")]
    [AtenOperator("aten::empty_like")]
    public static Tensor ZerosLike(Tensor self, DType? dtype) => Tensor.Zeros(dtype ?? self.DType, self.Shape);

    [AtenOperator("aten::ones_like")]
    public static Tensor OnesLike(Tensor self, DType? dtype) => Filled(self.Shape, 1, dtype ?? self.DType);

    [AtenOperator("aten::full_like")]
    public static Tensor FullLike(Tensor self, Scalar fillValue, DType? dtype) => Filled(self.Shape, fillValue, dtype ?? self.DType);

    [AtenOperator("aten::new_zeros")]
    [AtenOperator("aten::new_empty")]
    public static Tensor NewZeros(Tensor self, Seq<long> size, DType? dtype) => Tensor.Zeros(dtype ?? self.DType, size);

    [AtenOperator("aten::new_empty_strided")]
    public static Tensor NewEmptyStrided(Tensor self, Seq<long> size, Seq<long> stride, DType? dtype) => EmptyStrided(size, stride, dtype ?? self.DType);

    [AtenOperator("aten::empty_strided")]
    public static Tensor EmptyStrided(Seq<long> size, Seq<long> stride, DType? dtype)
    {
        long elements = ShapeMath.Product(size) == 0 ? 0 : ShapeMath.Extent(size, stride, 0).Last + 1;
        return Tensor.Zeros(dtype ?? DType.Float32, [elements]).AsStrided(size, stride, 0);
    }

    [AtenOperator("aten::new_ones")]
    public static Tensor NewOnes(Tensor self, Seq<long> size, DType? dtype) => Filled(size, 1, dtype ?? self.DType);

    [AtenOperator("aten::new_full")]
    public static Tensor NewFull(Tensor self, Seq<long> size, Scalar fillValue, DType? dtype) => Filled(size, fillValue, dtype ?? self.DType);

    [AtenOperator("aten::arange")]
    public static Tensor Arange(Scalar end, DType? dtype) => Arange(0, end, 1, dtype);

    [AtenOperator("aten::arange.start")]
    public static Tensor Arange(Scalar start, Scalar end, DType? dtype) => Arange(start, end, 1, dtype);

    /// <summary>start + i·step for every i that stays before end.</summary>
    [AtenOperator("aten::arange.start_step")]
    public static Tensor Arange(Scalar start, Scalar end, Scalar step, DType? dtype)
    {
        bool isFloat = start.IsFloat || end.IsFloat || step.IsFloat;
        DType type = dtype ?? (isFloat ? DType.Float32 : DType.Int64);
        long count = (long)Math.Ceiling((end.ToDouble() - start.ToDouble()) / step.ToDouble());
        return isFloat
            ? Generate(count, type, i => start.ToDouble() + (step.ToDouble() * i))
            : Generate(count, type, i => start.ToInt64() + (step.ToInt64() * i));
    }

    /// <summary>Counted from both ends, so that it is symmetric.</summary>
    [AtenOperator("aten::linspace")]
    public static Tensor Linspace(Scalar start, Scalar end, long steps, DType? dtype)
    {
        double first = start.ToDouble(), last = end.ToDouble();
        double step = steps > 1 ? (last - first) / (steps - 1) : 0;
        return Generate(steps, dtype ?? DType.Float32, i => i < steps / 2 || steps == 1 ? first + (step * i) : last - (step * (steps - 1 - i)));
    }

    [AtenOperator("aten::logspace")]
    public static Tensor Logspace(Scalar start, Scalar end, long steps, double @base, DType? dtype)
    {
        double step = steps > 1 ? (end.ToDouble() - start.ToDouble()) / (steps - 1) : 0;
        return Generate(steps, dtype ?? DType.Float32, i => Math.Pow(@base, start.ToDouble() + (step * i)));
    }

    [AtenOperator("aten::eye")]
    public static Tensor Eye(long n, DType? dtype) => Eye(n, n, dtype);

    [AtenOperator("aten::eye.m")]
    public static Tensor Eye(long n, long m, DType? dtype)
    {
        Tensor result = Tensor.Zeros(dtype ?? DType.Float32, [n, m]);
        result.AsStrided([Math.Min(n, m)], [m + 1], 0).CopyFrom(Filled([], 1, result.DType));
        return result;
    }

    [AtenOperator("aten::tril_indices")]
    public static Tensor TrilIndices(long row, long col, long offset, DType? dtype) =>
        Indices(row, col, dtype, (i, j) => j - i <= offset);

    [AtenOperator("aten::triu_indices")]
    public static Tensor TriuIndices(long row, long col, long offset, DType? dtype) =>
        Indices(row, col, dtype, (i, j) => j - i >= offset);

    public static Tensor Filled(Seq<long> shape, Scalar value, DType dtype)
    {
        Tensor result = Tensor.Empty(dtype, shape);
        result.CopyFrom(value.ToTensor(dtype));
        return result;
    }

    /// <summary>A vector of <paramref name="element"/>(i) for i in 0 … count − 1.</summary>
    public static Tensor Generate<T>(long count, DType dtype, Func<long, T> element) where T : unmanaged
    {
        Tensor result = Tensor.Empty(DTypes.Of<T>(), [count]);
        Span<T> elements = result.Span<T>();
        for (int i = 0; i < elements.Length; i++)
            elements[i] = element(i);
        return result.Cast(dtype);
    }

    private static Tensor Indices(long rows, long columns, DType? dtype, Func<long, long, bool> isIn)
    {
        var pairs = new List<(long Row, long Column)>();
        for (long row = 0; row < rows; row++)
        {
            for (long column = 0; column < columns; column++)
            {
                if (isIn(row, column))
                    pairs.Add((row, column));
            }
        }
        long[] all = [.. pairs.Select(pair => pair.Row), .. pairs.Select(pair => pair.Column)];
        return Tensor.From(all, 2, pairs.Count).Cast(dtype ?? DType.Int64);
    }
}
