using Nobuco.Tensors.Kernels.Gemm;

namespace Nobuco.Tensors.Kernels.Convolutions;

/// <summary>Convolution of float32 in channels-last order as one matrix product per group.</summary>
internal static unsafe class DenseConvolution
{
    private const int ShortLine = 64;

    /// <param name="input">[N, spatial…, C].</param>
    /// <param name="weight">[O, C / groups, kernel…], strided in any way.</param>
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias, ConvolutionGeometry geometry)
    {
        long lineLength = weight.Shape[1] * weight.Shape[^1];
        if (geometry.Groups == 1 && weight.Shape[^1] > 1 && lineLength <= ShortLine && geometry.Dilations[^1] == 1)
            return RunOnLines(input, weight, bias, geometry);
        Tensor x = input.Strides[^1] == 1 ? input : input.Contiguous();
        var grid = new WindowGrid(x.Shape[1..^1], x.Strides[1..^1], weight.Shape[2..], geometry);
        Tensor result = Tensor.Empty(DType.Float32, geometry.OutputShape(x.Shape, weight.Shape, channelsLast: true));
        if (result.Count > 0)
            Multiply(x, Taps(weight, grid.Taps), bias?.Contiguous(), grid, geometry.Groups, result);
        return result;
    }

    /// <summary>The weight as [O, C / groups, taps].</summary>
    private static Tensor Taps(Tensor weight, int taps) => weight.Reshape([weight.Shape[0], weight.Shape[1], taps]);

    private static void Multiply(Tensor x, Tensor taps, Tensor? bias, WindowGrid grid, int groups, Tensor result)
    {
        int batch = (int)x.Shape[0], depth = (int)taps.Shape[1], outputs = (int)taps.Shape[0] / groups;
        bool isMatrix = grid.IsPointwise && x.IsContiguous;
        using var zeros = new Scratch(depth, zeroed: true);
        using var panels = new Scratch(GemmPanels.Size(outputs, grid.Taps, depth));
        for (int group = 0; group < groups; group++)
        {
            float* weights = (float*)taps.Address + (group * outputs * taps.Strides[0]), from = (float*)x.Address + ((long)group * depth);
            float* offsets = bias is null ? null : (float*)bias.Address + ((long)group * outputs);
            float* to = (float*)result.Address + ((long)group * outputs);
            if (isMatrix && batch * grid.Outputs == 1 && taps.Strides[1] == 1)
            {
                RowProduct.Multiply(from, weights, 1, taps.Strides[0], depth, outputs, offsets, to);
                continue;
            }
            GemmRows rows = isMatrix
                ? new MatrixRows(from, batch * grid.Outputs, depth, x.Shape[^1])
                : new PatchRows(grid, from, zeros.Address, batch, x.Strides[0], depth);
            GemmPanels.Pack(weights, taps.Strides[0], taps.Strides[2], taps.Strides[1], outputs, grid.Taps, depth, panels.Address);
            FloatGemm.Multiply(rows, panels.Address, outputs, GemmBias.PerColumn(offsets), to, taps.Shape[0]);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(taps);
        GC.KeepAlive(bias);
        GC.KeepAlive(result);
    }

    /// <summary>
    /// With few channels a window's line is read at once: after padding its elements are contiguous. It becomes the channel axis of a
    /// convolution whose last kernel size is 1, over an overlapping view.
    /// </summary>
    private static Tensor RunOnLines(Tensor input, Tensor weight, Tensor? bias, ConvolutionGeometry geometry)
    {
        int last = weight.Rank - 3;
        Tensor padded = Padding.Constant(input, [0, .. geometry.PadsBefore, 0], [0, .. geometry.PadsAfter, 0]);
        long lineLength = weight.Shape[1] * weight.Shape[^1], outputs = geometry.OutputSize(last, input.Shape[^2], weight.Shape[^1]);
        Tensor lines = padded.AsStrided(
            [.. padded.Shape[..^2], outputs, lineLength],
            [.. padded.Strides[..^2], padded.Strides[^2] * geometry.Strides[^1], 1],
            padded.Offset);
        Tensor ordered = ChannelOrder.ToLast(weight).Contiguous();
        Tensor taps = ChannelOrder.ToFirst(ordered.Reshape([.. ordered.Shape[..^2], 1, lineLength]));
        Seq<int> none = Seq.Repeat(0, last + 1);
        return Run(lines, taps, bias, geometry with { Strides = geometry.Strides.With(last, 1), PadsBefore = none, PadsAfter = none });
    }
}
