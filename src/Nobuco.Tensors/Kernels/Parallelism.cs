namespace Nobuco.Tensors.Kernels;

/// <summary>Work on all cores, where there is enough of it.</summary>
internal static class Parallelism
{
    /// <summary>Runs <paramref name="body"/> on parts [start, end) of [0, count) of at least <paramref name="grain"/> each.</summary>
    public static void ForRange(long count, long grain, Action<long, long> body)
    {
        long parts = Math.Min(count / Math.Max(grain, 1), Environment.ProcessorCount);
        if (parts <= 1)
        {
            body(0, count);
            return;
        }
        Parallel.For(0, (int)parts, part => body(count * part / parts, count * (part + 1) / parts));
    }
}
