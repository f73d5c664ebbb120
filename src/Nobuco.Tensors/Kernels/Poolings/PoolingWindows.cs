namespace Nobuco.Tensors.Kernels.Poolings;

/// <summary>The windows along one axis: for each output its first and (exclusive) last input element, the step between, and how many it counts with padding.</summary>
internal sealed record PoolingWindows(int[] Starts, int[] Ends, int[] PaddedCounts, int Step)
{
    public int Count => Starts.Length;

    public int MostElements => Enumerable.Range(0, Count).Select(Elements).DefaultIfEmpty(0).Max();

    /// <summary>How many input elements a window covers.</summary>
    public int Elements(int window) => Math.Max(0, (Ends[window] - Starts[window] + Step - 1) / Step);

    public static PoolingWindows Of(PoolingGeometry geometry, int axis, int size)
    {
        int outputs = (int)Math.Max(geometry.OutputSize(axis, size), 0), dilation = geometry.Dilations[axis], before = geometry.PadsBefore[axis];
        var windows = new PoolingWindows(new int[outputs], new int[outputs], new int[outputs], dilation);
        for (int i = 0; i < outputs; i++)
        {
            int start = (i * geometry.Strides[axis]) - before, end = start + (dilation * (geometry.Kernel[axis] - 1)) + 1;
            windows.PaddedCounts[i] = Math.Min(end, size + before) - start;
            windows.Starts[i] = start >= 0 ? start : start + ((-start + dilation - 1) / dilation * dilation);
            windows.Ends[i] = Math.Min(end, size);
        }
        return windows;
    }

    /// <summary>PyTorch's adaptive windows: output i covers [⌊i · size / outputs⌋, ⌈(i + 1) · size / outputs⌉).</summary>
    public static PoolingWindows Adaptive(int size, int outputs)
    {
        var windows = new PoolingWindows(new int[outputs], new int[outputs], new int[outputs], 1);
        for (int i = 0; i < outputs; i++)
        {
            windows.Starts[i] = (int)((long)i * size / outputs);
            windows.Ends[i] = (int)((((long)(i + 1) * size) + outputs - 1) / outputs);
            windows.PaddedCounts[i] = windows.Ends[i] - windows.Starts[i];
        }
        return windows;
    }
}
