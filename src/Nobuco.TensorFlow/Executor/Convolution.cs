using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

internal static class ConvolutionKernels
{
    public static void AddTo(KernelTable table)
    {
        table.Add<Conv2D>(static (op, call) => op.Activation.Apply(Convolve(call, op.Strides, op.Dilations, op.Padding)));
        table.Add<Conv3D>(static (op, call) => op.Activation.Apply(Convolve(call, op.Strides, op.Dilations, op.Padding)));
        table.Add<DepthwiseConv2dNative>(static (op, call) => op.Activation.Apply(Depthwise(op, call)));
        table.Add<Conv2DBackpropInput>(static (op, call) =>
            op.Activation.Apply(Transposed(call, op.Strides, op.Padding, OutputShape(call, op.OutputShape))));
        table.Add<Conv3DBackpropInputV2>(static (op, call) =>
            op.Activation.Apply(Transposed(call, op.Strides, op.Padding, OutputShape(call, op.OutputShape))));
    }

    private static Tensor Convolve(KernelCall call, Seq<int> strides, Seq<int> dilations, Graph.Ops.Padding padding)
    {
        Tensor x = call[0], filter = call[1];
        int groups = (int)(x.Shape[^1] / filter.Shape[^2]);
        return Run(x, filter.Permute(ChannelsFirst(filter.Rank)), call.Optional(2), strides, dilations, padding, groups);
    }

    private static Tensor Depthwise(DepthwiseConv2dNative op, KernelCall call)
    {
        Seq<long> shape = call[1].Shape;
        Tensor filter = call[1].Permute([2, 3, 0, 1]).Reshape([shape[2] * shape[3], 1, shape[0], shape[1]]);
        return Run(call[0], filter, call.Optional(2), op.Strides, op.Dilations, op.Padding, (int)shape[2]);
    }

    private static Tensor Run(Tensor x, Tensor filter, Tensor? bias, Seq<int> strides, Seq<int> dilations, Graph.Ops.Padding padding, int groups)
    {
        (Seq<int> before, Seq<int> after) = SamePadding.Of(padding, x.Shape[1..^1], filter.Shape[2..], strides, dilations);
        return Tensors.Kernels.Convolution.Run(x, filter, bias, new ConvolutionGeometry(strides, before, after, dilations, groups), channelsLast: true);
    }

    private static Tensor Transposed(KernelCall call, Seq<int> strides, Graph.Ops.Padding padding, Seq<long> outputShape)
    {
        Tensor filter = call[1].Permute(ChannelsFirst(call[1].Rank));
        Tensor? bias = call.Inputs.Skip(2).FirstOrDefault(static input => !input.DType.IsInteger());
        var dilations = Seq.Repeat(1, strides.Count);
        (Seq<int> before, Seq<int> after) = SamePadding.Of(padding, outputShape[1..^1], filter.Shape[2..], strides, dilations);
        var geometry = new ConvolutionGeometry(strides, before, after, dilations, 1);
        return TransposedConvolution.Run(call[0], filter, bias, geometry, outputShape[1..^1], channelsLast: true);
    }

    private static Seq<long> OutputShape(KernelCall call, Seq<Tensors.Symbolic.Dim> attribute) =>
        call.Inputs.Skip(2).FirstOrDefault(static input => input.DType.IsInteger()) is { } given ? given.ToArray<long>().ToSeq() : call.Sizes(attribute);

    /// <summary>[spatial…, I, O] to [O, I, spatial…].</summary>
    private static Seq<int> ChannelsFirst(int rank) => [rank - 1, rank - 2, .. Enumerable.Range(0, rank - 2)];
}
