namespace Nobuco.Tensors.Tests.Kernels;

/// <summary>Random tensors, layouts and sizes; the same for the same seed.</summary>
internal sealed class Randomly(int seed)
{
    private readonly Random _random = new(seed);

    public int Int(int low, int high) => _random.Next(low, high + 1);

    public bool Bool() => _random.Next(2) == 0;

    public Seq<int> Ints(int count, int low, int high) => [.. Enumerable.Range(0, count).Select(_ => Int(low, high))];

    public Seq<long> Shape(int rank, int low, int high) => [.. Enumerable.Range(0, rank).Select(_ => (long)Int(low, high))];

    /// <summary>Float32 in [-1, 1).</summary>
    public Tensor Floats(params ReadOnlySpan<long> shape) => Doubles(Seq.Create(shape)).Cast(DType.Float32);

    public Tensor Doubles(Seq<long> shape)
    {
        var values = new double[ShapeMath.Product(shape)];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)((_random.NextDouble() * 2) - 1);
        return Tensor.From<double>(values.AsSpan(), shape);
    }

    public Tensor Integers(Seq<long> shape, int low, int high)
    {
        var values = new long[ShapeMath.Product(shape)];
        for (int i = 0; i < values.Length; i++)
            values[i] = Int(low, high);
        return Tensor.From<long>(values.AsSpan(), shape);
    }

    /// <summary>The same elements in another layout: axes in another order in memory, sometimes with gaps.</summary>
    public Tensor Strided(Tensor x)
    {
        int[] order = [.. Enumerable.Range(0, x.Rank)];
        _random.Shuffle(order);
        int[] inverse = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        Tensor moved = x.Permute([.. order]).Clone();
        if (moved.Rank > 0 && Bool())
        {
            int axis = Int(0, moved.Rank - 1);
            Tensor wide = Tensor.Zeros(x.DType, moved.Shape.With(axis, (moved.Shape[axis] * 2) + 1));
            Tensor view = wide.Slice(axis, 1, wide.Shape[axis], 2);
            view.CopyFrom(moved);
            moved = view;
        }
        return moved.Permute([.. inverse]);
    }
}
