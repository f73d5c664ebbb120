namespace Nobuco.Tensors.Kernels.Poolings;

internal enum PoolingKind
{
    Max,
    Average,
    PaddedAverage,
}

/// <summary>The windows of a pooling over three spatial axes; missing ones lead with size 1.</summary>
internal sealed class PoolingPlan
{
    private static readonly PoolingWindows s_one = new([0], [1], [1], 1);

    private readonly long? _divisor;

    public PoolingPlan(Tensor input, PoolingWindows[] windows, bool channelsLast, PoolingKind kind, long? divisor)
    {
        (Kind, _divisor, ChannelsLast) = (kind, divisor, channelsLast);
        Width = windows[^1];
        Height = windows.Length > 1 ? windows[^2] : s_one;
        Depth = windows.Length > 2 ? windows[^3] : s_one;
        Seq<long> spatial = channelsLast ? input.Shape[1..^1] : input.Shape[2..];
        (Batch, Channels) = (input.Shape[0], channelsLast ? input.Shape[^1] : input.Shape[1]);
        Columns = spatial[^1];
        Rows = spatial.Count > 1 ? spatial[^2] : 1;
        InputPlane = ShapeMath.Product(spatial);
        OutputPlane = (long)Depth.Count * Height.Count * Width.Count;
        Seq<long> output = [.. windows.Select(w => (long)w.Count)];
        OutputShape = channelsLast ? [Batch, .. output, Channels] : [Batch, Channels, .. output];
    }

    public PoolingKind Kind { get; }

    public bool ChannelsLast { get; }

    public PoolingWindows Depth { get; }

    public PoolingWindows Height { get; }

    public PoolingWindows Width { get; }

    public long Batch { get; }

    public long Channels { get; }

    public long Columns { get; }

    public long Rows { get; }

    /// <summary>Elements of one channel.</summary>
    public long InputPlane { get; }

    public long OutputPlane { get; }

    public Seq<long> OutputShape { get; }

    /// <summary>Lines (rows of a plane) that each window covers at most.</summary>
    public int MostLines => Depth.MostElements * Height.MostElements;

    /// <summary>Writes the row numbers under the windows of an output row; returns their count.</summary>
    public int Lines(int depth, int height, Span<long> lines)
    {
        int count = 0;
        for (long z = Depth.Starts[depth]; z < Depth.Ends[depth]; z += Depth.Step)
        {
            for (long y = Height.Starts[height]; y < Height.Ends[height]; y += Height.Step)
                lines[count++] = (z * Rows) + y;
        }
        return count;
    }

    /// <summary>What a window's sum is divided by.</summary>
    public long Divisor(int depth, int height, int width)
    {
        if (Kind == PoolingKind.Max)
            return 1;
        if (_divisor is { } given)
            return given;
        return Kind == PoolingKind.PaddedAverage
            ? (long)Depth.PaddedCounts[depth] * Height.PaddedCounts[height] * Width.PaddedCounts[width]
            : (long)Depth.Elements(depth) * Height.Elements(height) * Width.Elements(width);
    }
}
