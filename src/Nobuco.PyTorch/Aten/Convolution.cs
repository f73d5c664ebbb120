using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Kernel = Nobuco.Tensors.Kernels.Convolution;

namespace Nobuco.PyTorch.Aten;

/// <summary>Convolutions of [N, C, spatial…], or of [C, spatial…] without a batch.</summary>
internal static class Convolution
{
    [AtenOperator("aten::conv1d")]
    [AtenOperator("aten::conv2d")]
    [AtenOperator("aten::conv3d")]
    public static Tensor Conv(Tensor input, Tensor weight, Tensor? bias, Seq<long> stride, Seq<long> padding, Seq<long> dilation, long groups)
    {
        Seq<int> pads = PerAxis(padding, weight);
        return Run(input, weight, bias, new ConvolutionGeometry(PerAxis(stride, weight), pads, pads, PerAxis(dilation, weight), (int)groups));
    }

    /// <param name="padding"><c>valid</c>, or <c>same</c>: dilation · (kernel − 1) zeros, the odd one after.</param>
    [AtenOperator("aten::conv1d.padding")]
    [AtenOperator("aten::conv2d.padding")]
    [AtenOperator("aten::conv3d.padding")]
    public static Tensor Conv(Tensor input, Tensor weight, Tensor? bias, Seq<long> stride, string padding, Seq<long> dilation, long groups)
    {
        Seq<int> dilations = PerAxis(dilation, weight);
        Seq<int> total = [.. dilations.Select((d, axis) => padding == "same" ? d * (int)(weight.Shape[axis + 2] - 1) : 0)];
        Seq<int> before = [.. total.Select(pads => pads / 2)], after = [.. total.Select(pads => pads - (pads / 2))];
        return Run(input, weight, bias, new ConvolutionGeometry(PerAxis(stride, weight), before, after, dilations, (int)groups));
    }

    [AtenOperator("aten::conv_transpose1d")]
    [AtenOperator("aten::conv_transpose2d.input")]
    [AtenOperator("aten::conv_transpose3d.input")]
    public static Tensor ConvTranspose(
        Tensor input, Tensor weight, Tensor? bias, Seq<long> stride, Seq<long> padding, Seq<long> outputPadding, long groups, Seq<long> dilation)
    {
        int spatial = weight.Rank - 2;
        if (input.Rank == spatial + 1)
            return ConvTranspose(input.Unsqueeze(0), weight, bias, stride, padding, outputPadding, groups, dilation).Squeeze(0);
        Seq<int> pads = PerAxis(padding, weight), extra = PerAxis(outputPadding, weight);
        var geometry = new ConvolutionGeometry(PerAxis(stride, weight), pads, pads, PerAxis(dilation, weight), (int)groups);
        Seq<long> output =
        [
            .. Enumerable.Range(0, spatial).Select(axis =>
                ((input.Shape[axis + 2] - 1) * geometry.Strides[axis]) - (2 * pads[axis])
                + (geometry.Dilations[axis] * (weight.Shape[axis + 2] - 1)) + extra[axis] + 1),
        ];
        return TransposedConvolution.Run(input, weight, bias, geometry, output, channelsLast: false);
    }

    [AtenOperator("aten::convolution")]
    [AtenOperator("aten::convolution_overrideable")]
    public static Tensor Any(
        Tensor input, Tensor weight, Tensor? bias, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool transposed, Seq<long> outputPadding, long groups) =>
        transposed
            ? ConvTranspose(input, weight, bias, stride, padding, outputPadding, groups, dilation)
            : Conv(input, weight, bias, stride, padding, dilation, groups);

    [AtenOperator("aten::_convolution")]
    public static Tensor Any(
        Tensor input, Tensor weight, Tensor? bias, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool transposed, Seq<long> outputPadding, long groups,
        bool benchmark, bool deterministic, bool cudnnEnabled, bool allowTf32) =>
        Any(input, weight, bias, stride, padding, dilation, transposed, outputPadding, groups);

    [AtenOperator("aten::_convolution.deprecated")]
    public static Tensor Any(
        Tensor input, Tensor weight, Tensor? bias, Seq<long> stride, Seq<long> padding, Seq<long> dilation, bool transposed, Seq<long> outputPadding, long groups,
        bool benchmark, bool deterministic, bool cudnnEnabled) =>
        Any(input, weight, bias, stride, padding, dilation, transposed, outputPadding, groups);

    /// <summary>Time × batch × channel, with the weight [kernel, in, out].</summary>
    [AtenOperator("aten::conv_tbc")]
    public static Tensor ConvTbc(Tensor self, Tensor weight, Tensor bias, long pad) =>
        Conv(self.Permute([1, 2, 0]), weight.Permute([2, 1, 0]), bias, [1], [pad], [1], 1).Permute([2, 0, 1]);

    private static Tensor Run(Tensor input, Tensor weight, Tensor? bias, ConvolutionGeometry geometry) => input.Rank == weight.Rank - 1
        ? Kernel.Run(input.Unsqueeze(0), weight, bias, geometry, channelsLast: false).Squeeze(0)
        : Kernel.Run(input, weight, bias, geometry, channelsLast: false);

    /// <summary>One value stands for all spatial axes.</summary>
    private static Seq<int> PerAxis(Seq<long> values, Tensor weight) =>
        [.. Enumerable.Range(0, weight.Rank - 2).Select(axis => (int)(values.Count == 1 ? values[0] : values[axis]))];
}
