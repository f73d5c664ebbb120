namespace Nobuco.Tensors.Kernels;

/// <summary>Copies elements between two strided layouts of the same shape.</summary>
internal static unsafe class StridedCopy
{
    private const long ParallelBytes = 1 << 20;

    /// <summary>Strides are in elements of <paramref name="size"/> bytes; no axis is empty.</summary>
    public static void Run(byte* source, ReadOnlySpan<long> sourceStrides, byte* target, ReadOnlySpan<long> targetStrides, ReadOnlySpan<long> shape, int size)
    {
        Axis[] axes = Merge(sourceStrides, targetStrides, shape);
        switch (size)
        {
            case 1: Copy((byte*)source, (byte*)target, axes); break;
            case 2: Copy((ushort*)source, (ushort*)target, axes); break;
            case 4: Copy((uint*)source, (uint*)target, axes); break;
            case 8: Copy((ulong*)source, (ulong*)target, axes); break;
            default: Copy((UInt128*)source, (UInt128*)target, axes); break;
        }
    }

    private readonly record struct Axis(long Size, long Source, long Target);

    /// <summary>The axes in the target's order of steps, neighbours that step alike in both merged; at least one.</summary>
    private static Axis[] Merge(ReadOnlySpan<long> sourceStrides, ReadOnlySpan<long> targetStrides, ReadOnlySpan<long> shape)
    {
        var axes = new List<Axis>();
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] == 1)
                continue;
            var axis = new Axis(shape[i], sourceStrides[i], targetStrides[i]);
            if (axes.Count > 0 && axes[^1].Source == axis.Size * axis.Source && axes[^1].Target == axis.Size * axis.Target)
                axes[^1] = axis with { Size = axis.Size * axes[^1].Size };
            else
                axes.Add(axis);
        }
        return axes.Count == 0 ? [new Axis(1, 1, 1)] : [.. axes];
    }

    private static void Copy<T>(T* source, T* target, Axis[] axes) where T : unmanaged
    {
        Axis inner = axes[^1];
        Axis[] outer = axes[..^1];
        // Where the source steps by one along another axis, that one and the innermost are copied in blocks that stay in the cache.
        int crossing = inner.Source == 1 ? -1 : Array.FindIndex(outer, axis => axis.Source == 1);
        var lines = crossing < 0 ? new Axis(1, 0, 0) : outer[crossing];
        if (crossing >= 0)
            outer = [.. outer[..crossing], .. outer[(crossing + 1)..]];
        if (outer.Length == 0 && crossing < 0 && inner is { Source: 1, Target: 1 })
        {
            Line(source, target, inner);
            return;
        }
        if (outer.Length == 0 && crossing >= 0)
        {
            Parallelism.ForRange(lines.Size, Math.Max(1, ParallelBytes / (inner.Size * sizeof(T))), (start, end) =>
                Block(source + (start * lines.Source), target + (start * lines.Target), lines with { Size = end - start }, inner));
            return;
        }
        long count = 1;
        foreach (Axis axis in outer)
            count *= axis.Size;
        Parallelism.ForRange(count, Math.Max(1, ParallelBytes / (lines.Size * inner.Size * sizeof(T))), (start, end) =>
        {
            for (long i = start; i < end; i++)
            {
                (long from, long to) = Offsets(outer, i);
                if (crossing < 0)
                    Line(source + from, target + to, inner);
                else
                    Block(source + from, target + to, lines, inner);
            }
        });
    }

    private static (long Source, long Target) Offsets(Axis[] outer, long index)
    {
        long source = 0, target = 0;
        for (int axis = outer.Length - 1; axis >= 0; axis--)
        {
            (index, long at) = Math.DivRem(index, outer[axis].Size);
            source += at * outer[axis].Source;
            target += at * outer[axis].Target;
        }
        return (source, target);
    }

    private static void Line<T>(T* source, T* target, Axis axis) where T : unmanaged
    {
        if (axis is { Source: 1, Target: 1 })
        {
            Buffer.MemoryCopy(source, target, axis.Size * sizeof(T), axis.Size * sizeof(T));
            return;
        }
        if (axis is { Source: 0, Target: 1 })
        {
            for (long i = 0; i < axis.Size; i++)
                target[i] = *source;
            return;
        }
        for (long i = 0; i < axis.Size; i++)
            target[i * axis.Target] = source[i * axis.Source];
    }

    /// <summary>The source steps by one along the lines, the target (as a rule) along the inner axis.</summary>
    private static void Block<T>(T* source, T* target, Axis lines, Axis inner) where T : unmanaged
    {
        const int tile = 8;
        bool isTransposition = sizeof(T) == sizeof(float) && inner.Target == 1;
        T** targets = stackalloc T*[tile];
        for (long i = 0; i < lines.Size; i += tile)
        {
            long height = Math.Min(tile, lines.Size - i), j = 0;
            if (isTransposition && height == tile)
            {
                for (int t = 0; t < tile; t++)
                    targets[t] = target + ((i + t) * lines.Target);
                for (; j + tile <= inner.Size; j += tile)
                    Transposition.Block8((float*)(source + i + (j * inner.Source)), inner.Source, (float**)targets, j);
            }
            for (; j < inner.Size; j++)
            {
                for (long t = 0; t < height; t++)
                    target[((i + t) * lines.Target) + (j * inner.Target)] = source[i + t + (j * inner.Source)];
            }
        }
    }
}
