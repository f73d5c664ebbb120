using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Executor;

/// <summary>How much a window pads each spatial axis; of an odd amount the larger half comes after.</summary>
internal static class SamePadding
{
    /// <param name="sizes">The sizes that the window slides over.</param>
    public static (Seq<int> Before, Seq<int> After) Of(Graph.Ops.Padding padding, Seq<long> sizes, Seq<long> kernel, Seq<int> strides, Seq<int> dilations)
    {
        if (padding == Graph.Ops.Padding.Valid)
            return (Seq.Repeat(0, sizes.Count), Seq.Repeat(0, sizes.Count));
        Seq<long> totals = [.. Enumerable.Range(0, sizes.Count).Select(i => Total(sizes[i], kernel[i], strides[i], dilations[i]))];
        return ([.. totals.Select(static t => (int)(t / 2))], [.. totals.Select(static t => (int)(t - (t / 2)))]);
    }

    private static long Total(long size, long kernel, int stride, int dilation)
    {
        long positions = (size + stride - 1) / stride;
        return Math.Max(((positions - 1) * stride) + ((kernel - 1) * dilation) + 1 - size, 0);
    }
}
