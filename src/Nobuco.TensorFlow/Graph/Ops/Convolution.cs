using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>A convolution of channels-last data: inputs x, filter and optionally a bias of one element per output channel.</summary>
public abstract record ConvolutionOp : Op
{
    private protected abstract int SpatialAxes { get; }

    private protected void ExpectOperands(Seq<TfType> inputs)
    {
        this.ExpectRank(inputs[0], SpatialAxes + 2, "the input");
        this.ExpectRank(inputs[1], SpatialAxes + 2, "the filter");
        this.ExpectSameDType(inputs[0], inputs[1]);
    }

    private protected void ExpectBias(Seq<TfType> inputs, int index, Dim channels)
    {
        if (index >= inputs.Count)
            return;
        this.ExpectRank(inputs[index], 1, "the bias");
        this.ExpectSame(inputs[index].Shape[0], channels, "the bias' length and the output channels");
    }

    private protected Seq<Dim> Windows(Seq<TfType> inputs, Seq<int> strides, Seq<int> dilations, Padding padding)
    {
        this.ExpectPerAxis(strides.Count, SpatialAxes, "strides");
        this.ExpectPerAxis(dilations.Count, SpatialAxes, "dilations");
        return Enumerable.Range(0, SpatialAxes)
            .Select(i => this.Window(inputs[0].Shape[i + 1], inputs[1].Shape[i], strides[i], dilations[i], padding)).ToSeq();
    }

    private protected TfType Convolve(Seq<TfType> inputs, Seq<int> strides, Seq<int> dilations, Padding padding)
    {
        this.ExpectInputs(inputs, 2, 3);
        ExpectOperands(inputs);
        Dim channels = inputs[0].Shape[^1], perGroup = inputs[1].Shape[^2], filters = inputs[1].Shape[^1];
        if (channels.TryValue is { } c && perGroup.TryValue is { } g && (g == 0 || c % g != 0 || filters.TryValue % (c / g) != 0))
            throw this.Error($"{channels} channels and {filters} filters do not divide into groups of {perGroup} channels.");
        ExpectBias(inputs, 2, filters);
        return inputs[0].WithShape([inputs[0].Shape[0], .. Windows(inputs, strides, dilations, padding), filters]);
    }

    /// <summary>OutputShape is [N, spatial…, O]; the filter is [spatial…, O, I].</summary>
    private protected TfType ConvolveTransposed(Seq<TfType> inputs, Seq<int> strides, Padding padding, Seq<Dim> outputShape)
    {
        this.ExpectInputs(inputs, 2, 4);
        ExpectOperands(inputs);
        this.ExpectPerAxis(outputShape.Count, SpatialAxes + 2, "sizes in the output shape");
        this.ExpectPerAxis(strides.Count, SpatialAxes, "strides");
        this.ExpectSame(inputs[0].Shape[^1], inputs[1].Shape[^1], "the channels of input and filter");
        this.ExpectSame(outputShape[^1], inputs[1].Shape[^2], "the channels of output and filter");
        this.ExpectSame(outputShape[0], inputs[0].Shape[0], "the batch sizes of input and output");
        if (TransposedBias(inputs) is { } bias)
            ExpectBias(inputs, bias, outputShape[^1]);
        for (int i = 0; i < SpatialAxes; i++)
        {
            Dim positions = this.Window(outputShape[i + 1], inputs[1].Shape[i], strides[i], 1, padding);
            if (positions != inputs[0].Shape[i + 1] && positions.IsConstant && inputs[0].Shape[i + 1].IsConstant)
                throw this.Error($"the output size {outputShape[i + 1]} needs {positions} input positions instead of {inputs[0].Shape[i + 1]}.");
        }
        return inputs[0].WithShape(outputShape);
    }

    /// <summary>The index of a transposed convolution's bias: the input after the filter that is not the shape.</summary>
    private protected static int? TransposedBias(Seq<TfType> inputs) =>
        inputs.Count > 2 && !inputs[2].DType.IsInteger() ? 2 : null;
}

/// <summary>
/// x [N, H, W, C], filter [KH, KW, C / groups, O], optional bias [O] → [N, H', W', O]. The number of groups is what the two shapes imply.
/// </summary>
public sealed record Conv2D(Seq<int> Strides, Padding Padding, Seq<int> Dilations, Activation Activation = Activation.None) : ConvolutionOp
{
    private protected override int SpatialAxes => 2;

    public override Seq<TfType> Infer(Seq<TfType> inputs) => [Convolve(inputs, Strides, Dilations, Padding)];
}

/// <summary>x [N, D, H, W, C], filter [KD, KH, KW, C / groups, O], optional bias [O] → [N, D', H', W', O].</summary>
public sealed record Conv3D(Seq<int> Strides, Padding Padding, Seq<int> Dilations, Activation Activation = Activation.None) : ConvolutionOp
{
    private protected override int SpatialAxes => 3;

    public override Seq<TfType> Infer(Seq<TfType> inputs) => [Convolve(inputs, Strides, Dilations, Padding)];
}

/// <summary>x [N, H, W, C], filter [KH, KW, C, M], optional bias [C·M] → [N, H', W', C·M]; output channel c·M + m reads channel c.</summary>
public sealed record DepthwiseConv2dNative(Seq<int> Strides, Padding Padding, Seq<int> Dilations, Activation Activation = Activation.None) : ConvolutionOp
{
    private protected override int SpatialAxes => 2;

    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 2, 3);
        ExpectOperands(inputs);
        this.ExpectSame(inputs[0].Shape[3], inputs[1].Shape[2], "the channels of input and filter");
        Dim channels = inputs[1].Shape[2] * inputs[1].Shape[3];
        ExpectBias(inputs, 2, channels);
        return [inputs[0].WithShape([inputs[0].Shape[0], .. Windows(inputs, Strides, Dilations, Padding), channels])];
    }
}

/// <summary>
/// Transposed convolution: x [N, H, W, I], filter [KH, KW, O, I], optional bias [O] → <paramref name="OutputShape"/> [N, H', W', O].
/// An integer vector after these carries the output shape at run time.
/// </summary>
public sealed record Conv2DBackpropInput(Seq<int> Strides, Padding Padding, Seq<Dim> OutputShape, Activation Activation = Activation.None) : ConvolutionOp
{
    private protected override int SpatialAxes => 2;

    public override Seq<TfType> Infer(Seq<TfType> inputs) => [ConvolveTransposed(inputs, Strides, Padding, OutputShape)];
}

/// <summary>As <see cref="Conv2DBackpropInput"/> with three spatial axes: x [N, D, H, W, I], filter [KD, KH, KW, O, I].</summary>
public sealed record Conv3DBackpropInputV2(Seq<int> Strides, Padding Padding, Seq<Dim> OutputShape, Activation Activation = Activation.None) : ConvolutionOp
{
    private protected override int SpatialAxes => 3;

    public override Seq<TfType> Infer(Seq<TfType> inputs) => [ConvolveTransposed(inputs, Strides, Padding, OutputShape)];
}
