using FsCheck.Xunit;
using Nobuco.Tensors.Tests.Kernels;

namespace Nobuco.Tensors.Tests;

/// <summary>Views against arithmetic on indices.</summary>
public sealed class ViewTests
{
    [Property]
    public void PermutedAxesAreTheOthers(int seed)
    {
        (Randomly random, Tensor x) = Sample(seed);
        int[] order = [.. Enumerable.Range(0, x.Rank).OrderBy(_ => random.Int(0, 1000))];
        Tensor permuted = x.Permute([.. order]);
        foreach (long[] index in permuted.Shape.Indices())
        {
            var source = new long[x.Rank];
            for (int axis = 0; axis < order.Length; axis++)
                source[order[axis]] = index[axis];
            permuted.At(index).ShouldBe(x.At(source));
        }
    }

    [Property]
    public void SlicesStep(int seed, sbyte start, sbyte end, byte step)
    {
        (Randomly random, Tensor x) = Sample(seed);
        if (x.Rank == 0)
            return;
        int axis = random.Int(0, x.Rank - 1), stride = (step % 3) + 1;
        long from = start % 8, to = end % 8;
        Tensor slice = x.Slice(axis, from, to, stride);
        long size = x.Shape[axis];
        long[] expected = [.. Every(Clamp(from, size), Clamp(to, size), stride)];
        slice.Shape[axis].ShouldBe(expected.Length);
        foreach (long[] index in slice.Shape.Indices())
        {
            long[] source = [.. index];
            source[axis] = expected[index[axis]];
            slice.At(index).ShouldBe(x.At(source));
        }
    }

    [Property]
    public void ReshapingKeepsRowMajorOrder(int seed)
    {
        (Randomly random, Tensor x) = Sample(seed);
        Seq<long> shape = Refactored(random, x.Count);
        Tensor reshaped = x.Reshape(shape);
        reshaped.Shape.ShouldBe(shape);
        reshaped.ToArray<double>().ShouldBe(x.ToArray<double>());
        if (x.TryView(shape) is { } view)
        {
            view.Storage.ShouldBeSameAs(x.Storage);
            view.ToArray<double>().ShouldBe(x.ToArray<double>());
        }
    }

    [Property]
    public void ASplitAxisIsAlwaysAView(int seed)
    {
        (Randomly random, Tensor x) = Sample(seed);
        if (x.Rank == 0)
            return;
        int axis = random.Int(0, x.Rank - 1);
        foreach (long divisor in Enumerable.Range(1, 6).Where(d => x.Shape[axis] % d == 0))
            x.TryView([.. x.Shape[..axis], x.Shape[axis] / divisor, divisor, .. x.Shape[(axis + 1)..]]).ShouldNotBeNull();
    }

    [Property]
    public void BroadcastAxesRepeat(int seed)
    {
        var random = new Randomly(seed);
        Seq<long> shape = random.Shape(random.Int(0, 4), 0, 4);
        Tensor x = random.Doubles([.. shape[random.Int(0, shape.Count)..].Select(size => random.Bool() ? 1 : size)]);
        Tensor broadcast = x.BroadcastTo(shape);
        foreach (long[] index in shape.Indices())
            broadcast.At(index).ShouldBe(x.AtBroadcast(index));
        ShapeMath.Broadcast(shape, x.Shape).ShouldBe(shape);
        ShapeMath.Broadcast(x.Shape, shape).ShouldBe(shape);
    }

    [Property]
    public void UnsqueezeAndSqueezeUndoEachOther(int seed)
    {
        (Randomly random, Tensor x) = Sample(seed);
        int axis = random.Int(0, x.Rank);
        Tensor more = x.Unsqueeze(axis);
        more.Shape[axis].ShouldBe(1);
        more.Squeeze(axis).ShouldEqual(x);
    }

    [Property]
    public void CopiesBetweenLayoutsKeepTheElements(int seed)
    {
        var random = new Randomly(seed);
        foreach (DType dtype in new[] { DType.UInt8, DType.Float16, DType.Float32, DType.Int64, DType.Complex128 })
        {
            Tensor x = random.Integers(random.Shape(random.Int(0, 4), 0, random.Int(2, 20)), 0, 100).Cast(dtype);
            Tensor target = random.Strided(Tensor.Zeros(dtype, x.Shape));
            target.CopyFrom(random.Strided(x));
            target.ShouldEqual(x);
            random.Strided(x).Contiguous().ReadOnlyBytes().SequenceEqual(x.ReadOnlyBytes()).ShouldBeTrue();
        }
    }

    [Fact]
    public void ViewsMayNotLeaveTheStorage()
    {
        Tensor x = Tensor.Zeros(DType.Float32, [4]);
        Should.Throw<ArgumentException>(() => x.AsStrided([5], [1], 0));
        Should.Throw<ArgumentException>(() => x.AsStrided([2], [-1], 0));
        Should.Throw<ArgumentException>(() => x.BroadcastTo([3]));
        Should.Throw<ArgumentException>(() => x.TryView([3]));
        Should.Throw<ArgumentOutOfRangeException>(() => x.Select(0, 4));
    }

    private static (Randomly Random, Tensor Tensor) Sample(int seed)
    {
        var random = new Randomly(seed);
        return (random, random.Strided(random.Doubles(random.Shape(random.Int(0, 4), 1, 6))));
    }

    /// <summary>A random shape with so many elements.</summary>
    private static Seq<long> Refactored(Randomly random, long count)
    {
        var shape = new List<long>();
        while (count > 1 || random.Bool())
        {
            long[] divisors = [.. Enumerable.Range(1, 12).Where(d => count % d == 0).Select(d => (long)d)];
            long size = divisors[random.Int(0, divisors.Length - 1)];
            shape.Insert(random.Int(0, shape.Count), size);
            count /= size;
        }
        return [.. shape];
    }

    private static long Clamp(long at, long size) => Math.Clamp(at < 0 ? at + size : at, 0, size);

    private static IEnumerable<long> Every(long start, long end, long step)
    {
        for (long at = start; at < end; at += step)
            yield return at;
    }
}
