using System.Numerics;
using System.Numerics.Tensors;

namespace Nobuco.Tensors.Kernels.Poolings;

/// <summary>
/// Pooling by whole lines of contiguous elements: the channels of a pixel in channels-last order, the rows of a plane (whose columns are
/// combined afterwards) in channels-first order.
/// </summary>
internal static unsafe class LinePooling
{
    private const long Grain = 1 << 15;

    public static void Run<T>(PoolingPlan plan, Tensor input, Tensor values) where T : unmanaged, INumber<T>
    {
        long outputRows = (long)plan.Depth.Count * plan.Height.Count, lines = plan.Batch * (plan.ChannelsLast ? 1 : plan.Channels);
        long work = plan.InputPlane * (plan.ChannelsLast ? plan.Channels : 1) / Math.Max(outputRows, 1);
        Parallelism.ForRange(lines * outputRows, Grain / Math.Max(work, 1), (start, end) =>
        {
            Span<long> rows = new long[plan.MostLines];
            var buffer = new T[plan.ChannelsLast ? 0 : plan.Columns];
            for (long i = start; i < end; i++)
            {
                (long plane, long row) = Math.DivRem(i, outputRows);
                (long d, long h) = Math.DivRem(row, plan.Height.Count);
                ReadOnlySpan<long> covered = rows[..plan.Lines((int)d, (int)h, rows)];
                if (plan.ChannelsLast)
                    Pixels(plan, (T*)input.Address + (plane * plan.InputPlane * plan.Channels), covered, (int)d, (int)h, (T*)values.Address + (i * plan.Width.Count * plan.Channels));
                else
                    Row(plan, (T*)input.Address + (plane * plan.InputPlane), covered, (int)d, (int)h, buffer, (T*)values.Address + (i * plan.Width.Count));
            }
        });
    }

    private static void Pixels<T>(PoolingPlan plan, T* from, ReadOnlySpan<long> rows, int d, int h, T* to) where T : unmanaged, INumber<T>
    {
        int channels = (int)plan.Channels;
        for (int w = 0; w < plan.Width.Count; w++, to += channels)
        {
            var target = new Span<T>(to, channels);
            bool isFirst = true;
            foreach (long row in rows)
            {
                for (long x = plan.Width.Starts[w]; x < plan.Width.Ends[w]; x += plan.Width.Step, isFirst = false)
                    Combine(plan.Kind, new ReadOnlySpan<T>(from + (((row * plan.Columns) + x) * channels), channels), target, isFirst);
            }
            if (plan.Kind != PoolingKind.Max)
                TensorPrimitives.Divide(target, T.CreateChecked(plan.Divisor(d, h, w)), target);
        }
    }

    private static void Row<T>(PoolingPlan plan, T* from, ReadOnlySpan<long> rows, int d, int h, Span<T> line, T* to) where T : unmanaged, INumber<T>
    {
        for (int i = 0; i < rows.Length; i++)
            Combine(plan.Kind, new ReadOnlySpan<T>(from + (rows[i] * plan.Columns), line.Length), line, isFirst: i == 0);
        for (int w = 0; w < plan.Width.Count; w++)
        {
            int start = plan.Width.Starts[w], end = plan.Width.Ends[w];
            T result = line[start];
            for (int x = start + plan.Width.Step; x < end; x += plan.Width.Step)
                result = plan.Kind == PoolingKind.Max ? T.Max(result, line[x]) : result + line[x];
            to[w] = plan.Kind == PoolingKind.Max ? result : result / T.CreateChecked(plan.Divisor(d, h, w));
        }
    }

    private static void Combine<T>(PoolingKind kind, ReadOnlySpan<T> line, Span<T> result, bool isFirst) where T : unmanaged, INumber<T>
    {
        if (isFirst)
            line.CopyTo(result);
        else if (kind == PoolingKind.Max)
            TensorPrimitives.Max(result, line, result);
        else
            TensorPrimitives.Add(result, line, result);
    }
}
