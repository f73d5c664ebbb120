using System.Runtime.Intrinsics;

namespace Nobuco.Tensors.Kernels.Gemm;

/// <summary>
/// The right operand of a product in strips of <see cref="GemmTile.Columns"/> columns: element (segment, k, column) of a strip lies at
/// (segment · depth + k) · 16 + column; columns past the last are zero.
/// </summary>
internal static unsafe class GemmPanels
{
    private const long ParallelElements = 1 << 16;

    /// <summary>How many float32 the packed operand takes.</summary>
    public static long Size(int columns, int segments, int depth) => (long)Count(columns) * segments * depth * GemmTile.Columns;

    public static int Count(int columns) => (columns + GemmTile.Columns - 1) / GemmTile.Columns;

    /// <summary>Packs the elements source[column · columnStride + segment · segmentStride + k · depthStride].</summary>
    public static void Pack(
        float* source, long columnStride, long segmentStride, long depthStride, int columns, int segments, int depth, float* target)
    {
        long size = (long)segments * depth * GemmTile.Columns;
        Parallelism.ForRange(Count(columns), Math.Max(1, ParallelElements / Math.Max(size, 1)), (start, end) =>
        {
            for (long panel = start; panel < end; panel++)
            {
                float* from = source + (panel * GemmTile.Columns * columnStride), to = target + (panel * size);
                int width = Math.Min(GemmTile.Columns, columns - ((int)panel * GemmTile.Columns));
                PackPanel(from, columnStride, segmentStride, depthStride, width, segments, depth, to);
            }
        });
    }

    private static void PackPanel(
        float* source, long columnStride, long segmentStride, long depthStride, int width, int segments, int depth, float* target)
    {
        bool isFull = width == GemmTile.Columns;
        if (isFull && columnStride == 1)
            CopyRows(source, segmentStride, depthStride, segments, depth, target);
        else if (isFull && depthStride == 1 && (segments == 1 || segmentStride == depth))
            TransposeRows(source, columnStride, segments * depth, 1, target);
        else if (isFull && segmentStride == 1 && depthStride == segments)
            TransposeRows(source, columnStride, segments * depth, segments, target);
        else
            PackAny(source, columnStride, segmentStride, depthStride, width, segments, depth, target);
    }

    private static void CopyRows(float* source, long segmentStride, long depthStride, int segments, int depth, float* target)
    {
        for (int segment = 0; segment < segments; segment++)
        {
            float* from = source + (segment * segmentStride);
            for (int k = 0; k < depth; k++, from += depthStride, target += GemmTile.Columns)
            {
                Vector256.Load(from).Store(target);
                Vector256.Load(from + 8).Store(target + 8);
            }
        }
    }

    /// <summary>
    /// Columns whose elements are contiguous, in the order (segment, k) when <paramref name="segments"/> is 1 and (k, segment) otherwise.
    /// </summary>
    private static void TransposeRows(float* source, long columnStride, int count, int segments, float* target)
    {
        int depth = count / segments, at = 0;
        int k = 0, segment = 0;
        float** rows = stackalloc float*[8];
        for (; at + 8 <= count; at += 8)
        {
            for (int i = 0; i < 8; i++)
            {
                rows[i] = target + (((segment * depth) + k) * GemmTile.Columns);
                if (++segment == segments)
                    (segment, k) = (0, k + 1);
            }
            Transposition.Block8(source + at, columnStride, rows, 0);
            Transposition.Block8(source + at + (8 * columnStride), columnStride, rows, 8);
        }
        for (; at < count; at++)
        {
            float* to = target + (((segment * depth) + k) * GemmTile.Columns);
            for (int column = 0; column < GemmTile.Columns; column++)
                to[column] = source[at + (column * columnStride)];
            if (++segment == segments)
                (segment, k) = (0, k + 1);
        }
    }

    private static void PackAny(
        float* source, long columnStride, long segmentStride, long depthStride, int width, int segments, int depth, float* target)
    {
        for (int segment = 0; segment < segments; segment++)
        {
            for (int k = 0; k < depth; k++, target += GemmTile.Columns)
            {
                float* from = source + (segment * segmentStride) + (k * depthStride);
                for (int column = 0; column < GemmTile.Columns; column++)
                    target[column] = column < width ? from[column * columnStride] : 0;
            }
        }
    }
}
