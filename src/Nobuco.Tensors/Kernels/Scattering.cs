using System.Numerics;

namespace Nobuco.Tensors.Kernels;

/// <summary>What becomes of an element that is written.</summary>
public enum ScatterMode
{
    Replace,
    Add,
    Multiply,
    Maximum,
    Minimum,
}

/// <summary>Writes elements by index, into a copy. Indices are integers of any type; negative ones count from the end of the axis.</summary>
public static class Scattering
{
    /// <summary>result[i… with the axis' index replaced by index[i…]] = updates[i…] (torch.scatter).</summary>
    /// <param name="index">Of the rank of <paramref name="x"/>, and no larger than <paramref name="updates"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the axis.</exception>
    public static Tensor Scatter(Tensor x, int axis, Tensor index, Tensor updates, ScatterMode mode = ScatterMode.Replace)
    {
        if (x.Rank == 0)
            return Scatter(x.Unsqueeze(0), 0, index.Reshape([1]), updates.Reshape([1]), mode).Squeeze(0);
        axis = ShapeMath.NormalizeAxis(axis, x.Rank);
        for (int other = 0; other < index.Rank; other++)
            updates = updates.Slice(other, 0, index.Shape[other]);
        return Rows(x, Indices.AlongAxis(x.Shape, axis, index), 1, updates, mode);
    }

    /// <summary>Writes the slices x[i₀, i₁, …] for each vector i along the last axis of <paramref name="indices"/>.</summary>
    /// <param name="updates">The slices, broadcast.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its axis.</exception>
    public static Tensor ScatterNd(Tensor x, Tensor indices, Tensor updates, ScatterMode mode = ScatterMode.Replace)
    {
        Seq<long> slice = x.Shape[(int)indices.Shape[^1]..];
        return Rows(x, Indices.OfVectors(x.Shape, indices), ShapeMath.Product(slice), updates.BroadcastTo([.. indices.Shape[..^1], .. slice]), mode);
    }

    /// <summary>PyTorch's x[indices] = updates; see <see cref="Gathering.Index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its axis.</exception>
    public static Tensor IndexPut(Tensor x, IReadOnlyList<Tensor?> indices, Tensor updates, ScatterMode mode = ScatterMode.Replace)
    {
        var plan = AdvancedIndex.Of(x.Shape, indices);
        Seq<long> leading = [.. plan.PickedShape, .. plan.KeptShape];
        Tensor broadcast = updates.BroadcastTo([.. plan.ToResult.Select(axis => leading[axis])]).Permute(Inverse(plan.ToResult));
        Tensor written = Rows(x.Permute(plan.PickedFirst), plan.Rows, ShapeMath.Product(plan.KeptShape), broadcast, mode);
        return written.Permute(Inverse(plan.PickedFirst)).Contiguous();
    }

    private static Seq<int> Inverse(Seq<int> order)
    {
        var inverse = new int[order.Count];
        for (int i = 0; i < inverse.Length; i++)
            inverse[order[i]] = i;
        return [.. inverse];
    }

    private static Tensor Rows(Tensor x, long[] rows, long inner, Tensor updates, ScatterMode mode)
    {
        DType wide = Elementwise.ComputeType(x.DType);
        Tensor result = x.Cast(wide).Clone(), source = updates.Cast(wide).Contiguous();
        switch (wide)
        {
            case DType.Float32: Combine<float>(result, rows, (int)inner, source, mode, float.Max, float.Min); break;
            case DType.Float64: Combine<double>(result, rows, (int)inner, source, mode, double.Max, double.Min); break;
            case DType.Int64: Combine<long>(result, rows, (int)inner, source, mode, long.Max, long.Min); break;
            default: Combine<Complex>(result, rows, (int)inner, source, mode, Complex.MaxMagnitude, Complex.MinMagnitude); break;
        }
        return result.Cast(x.DType);
    }

    private static void Combine<T>(Tensor target, long[] rows, int inner, Tensor updates, ScatterMode mode, Func<T, T, T> max, Func<T, T, T> min)
        where T : unmanaged, INumberBase<T>
    {
        Span<T> to = target.Span<T>();
        ReadOnlySpan<T> from = updates.ReadOnlySpan<T>();
        for (int row = 0; row < rows.Length; row++)
        {
            Span<T> written = to.Slice((int)rows[row] * inner, inner);
            ReadOnlySpan<T> update = from.Slice(row * inner, inner);
            for (int i = 0; i < inner; i++)
            {
                written[i] = mode switch
                {
                    ScatterMode.Replace => update[i],
                    ScatterMode.Add => written[i] + update[i],
                    ScatterMode.Multiply => written[i] * update[i],
                    ScatterMode.Maximum => max(written[i], update[i]),
                    _ => min(written[i], update[i]),
                };
            }
        }
    }
}
