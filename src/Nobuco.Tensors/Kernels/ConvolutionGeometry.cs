namespace Nobuco.Tensors.Kernels;

/// <summary>How a window moves over the spatial axes (1 to 3 of them): one entry per axis in each list.</summary>
/// <param name="PadsBefore">Zeros before the first element of the axis.</param>
/// <param name="PadsAfter">Zeros after the last one.</param>
public sealed record ConvolutionGeometry(Seq<int> Strides, Seq<int> PadsBefore, Seq<int> PadsAfter, Seq<int> Dilations, int Groups)
{
    /// <summary>Output size of an axis: ⌊(size + pads − dilation · (kernel − 1) − 1) / stride⌋ + 1.</summary>
    public long OutputSize(int axis, long size, long kernel) =>
        ((size + PadsBefore[axis] + PadsAfter[axis] - (Dilations[axis] * (kernel - 1)) - 1) / Strides[axis]) + 1;

    /// <summary>[N, O, spatial…] (or channels-last) for an input and a weight [O, C / groups, kernel…].</summary>
    internal Seq<long> OutputShape(Seq<long> input, Seq<long> weight, bool channelsLast)
    {
        int first = channelsLast ? 1 : 2;
        var spatial = new long[Strides.Count];
        for (int axis = 0; axis < spatial.Length; axis++)
            spatial[axis] = Math.Max(OutputSize(axis, input[axis + first], weight[axis + 2]), 0);
        return channelsLast ? [input[0], .. spatial, weight[0]] : [input[0], weight[0], .. spatial];
    }
}
