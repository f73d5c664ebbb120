using System.Numerics;

namespace Nobuco.Tensors.Kernels.Poolings;

/// <summary>Maxima and where they lie, plane by plane.</summary>
internal static unsafe class IndexedMax
{
    private const long Grain = 1 << 13;

    public static void Run<T>(PoolingPlan plan, Tensor input, Tensor values, Tensor indices) where T : unmanaged, INumber<T>
    {
        long step = plan.ChannelsLast ? plan.Channels : 1;
        Parallelism.ForRange(plan.Batch * plan.Channels, Grain / Math.Max(plan.InputPlane, 1), (start, end) =>
        {
            for (long plane = start; plane < end; plane++)
            {
                (long batch, long channel) = Math.DivRem(plane, plan.Channels);
                long from = plan.ChannelsLast ? (batch * plan.InputPlane * step) + channel : plane * plan.InputPlane;
                long to = plan.ChannelsLast ? (batch * plan.OutputPlane * step) + channel : plane * plan.OutputPlane;
                Plane(plan, (T*)input.Address + from, (T*)values.Address + to, (long*)indices.Address + to, step);
            }
        });
    }

    private static void Plane<T>(PoolingPlan plan, T* from, T* to, long* indices, long step) where T : unmanaged, INumber<T>
    {
        Span<long> lines = new long[plan.MostLines];
        for (int d = 0; d < plan.Depth.Count; d++)
        {
            for (int h = 0; h < plan.Height.Count; h++)
            {
                int count = plan.Lines(d, h, lines);
                for (int w = 0; w < plan.Width.Count; w++, to += step, indices += step)
                {
                    long best = Window(plan, from, step, lines[..count], w);
                    *to = from[best * step];
                    *indices = best;
                }
            }
        }
    }

    private static long Window<T>(PoolingPlan plan, T* from, long step, ReadOnlySpan<long> lines, int window) where T : unmanaged, INumber<T>
    {
        long best = (lines[0] * plan.Columns) + plan.Width.Starts[window];
        foreach (long line in lines)
        {
            for (long x = plan.Width.Starts[window]; x < plan.Width.Ends[window]; x += plan.Width.Step)
            {
                long at = (line * plan.Columns) + x;
                T value = from[at * step];
                if (value > from[best * step] || T.IsNaN(value))
                    best = at;
            }
        }
        return best;
    }
}
