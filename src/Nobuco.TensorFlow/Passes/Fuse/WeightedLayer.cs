using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>A convolution or dense layer with constant weights, whatever its kind.</summary>
/// <param name="Node">The node.</param>
/// <param name="Filter">The filter as the operation takes it.</param>
/// <param name="Bias">The bias, or null.</param>
/// <param name="Axes">What the filter's axes are.</param>
internal sealed record WeightedLayer(TfNode Node, Tensor Filter, Tensor? Bias, FilterAxes Axes)
{
    public TfValue X => Node.Inputs[0];

    public int OutputChannels => (int)Axes.Output.Aggregate(1L, (product, axis) => product * Filter.Shape[axis]);

    /// <summary>Whether every output channel reads all input channels, or depthwise each its own.</summary>
    public bool HasOneGroup => X.Type.Shape[^1] == Filter.Shape[Axes.Input];

    public static WeightedLayer? Of(TfNode node)
    {
        if (FilterAxes.Of(node.Op) is not { } axes || node.Outputs[0].Type.DType != DType.Float32)
            return null;
        bool hasBias = node.Inputs.Count > 2 && node.Inputs[2].Type.DType.IsFloat();
        if (node.Inputs[1].Constant is not { } filter || (hasBias && node.Inputs[2].Constant is null))
            return null;
        return new WeightedLayer(node, filter, hasBias ? node.Inputs[2].Constant : null, axes);
    }

    /// <summary>The layer with the output channels scaled and offset: W' = s · W, b' = s · b + t.</summary>
    public TfValue ScaleOutputs(ChannelAffine affine)
    {
        double[] scale = affine.ScaleOf(OutputChannels), offset = affine.OffsetOf(OutputChannels);
        double[] bias = Bias?.ToArray<double>() ?? new double[OutputChannels];
        for (int i = 0; i < bias.Length; i++)
            bias[i] = (scale[i] * bias[i]) + offset[i];
        Tensor filter = affine.Scale is [1] ? Filter : MultiplyFilter(scale, Axes.Output);
        return Build(Node.Op, X, filter, bias, affine.Activation);
    }

    /// <summary>The layer on the affine's input: W' = s · W along the input channels, b' = b + Σ t · W.</summary>
    public TfValue ScaleInputs(ChannelAffine affine)
    {
        int channels = (int)Filter.Shape[Axes.Input];
        Tensor filter = affine.Scale is [1] ? Filter : MultiplyFilter(affine.ScaleOf(channels), [Axes.Input]);
        double[] bias = Bias?.ToArray<double>() ?? new double[OutputChannels];
        if (affine.HasOffset)
            AddTo(bias, OutputSums(MultiplyFilter(affine.OffsetOf(channels), [Axes.Input])));
        return Build(Node.Op, affine.X, filter, bias, FusedActivation.Of(Node.Op));
    }

    /// <summary>The layer with some of its output channels only, where these are one axis; a range of them shares the memory of the filter.</summary>
    public TfValue SelectOutputs(long[] channels)
    {
        bool isRange = channels[^1] - channels[0] == channels.Length - 1 && channels.Zip(channels.Skip(1)).All(static pair => pair.First < pair.Second);
        Tensor filter = isRange ? Filter.Slice(Axes.Output[0], channels[0], channels[^1] + 1) : Gathering.Take(Filter, Axes.Output[0], Tensor.From(channels, channels.Length));
        double[] bias = Bias?.ToArray<double>() ?? new double[OutputChannels];
        return Build(Node.Op, X, filter, [.. channels.Select(channel => bias[channel])], FusedActivation.Of(Node.Op));
    }

    /// <summary>This layer's operation with other weights.</summary>
    public TfValue Build(Op op, TfValue x, Tensor filter, double[] bias, Activation activation)
    {
        TfValue filterValue = filter == Filter ? Node.Inputs[1] : GraphPatterns.Constant(filter, Name(1));
        TfValue[] rest = [.. Node.Inputs.Skip(Bias is null ? 2 : 3)];
        Op activated = FusedActivation.With(op, activation) ?? op;
        if (Bias is null && bias.All(static b => b == 0))
            return Node.With(activated, [x, filterValue, .. rest]);
        Tensor values = Tensor.From(bias, bias.Length).Cast(DType.Float32);
        return Node.With(activated, [x, filterValue, GraphPatterns.Constant(values, Bias is null ? null : Name(2)), .. rest]);
    }

    private string? Name(int input) => (Node.Inputs[input].Producer.Op as Const)?.QualifiedName;

    /// <summary>The filter times a vector along some of its axes, in the memory order of TFLite's files so that writing needs no other copy.</summary>
    private Tensor MultiplyFilter(double[] factors, Seq<int> axes)
    {
        Tensor stored = Filter.Permute(Axes.Storage);
        var shape = Axes.Storage.Select(axis => axes.Contains(axis) ? Filter.Shape[axis] : 1).ToSeq();
        Tensor vector = Tensor.From(factors, factors.Length).Cast(DType.Float32).Reshape(shape);
        Tensor product = Elementwise.Binary(BinaryKind.Multiply, stored, vector);
        Filter.Evict();
        return product.Permute(Inverse(Axes.Storage));
    }

    private double[] OutputSums(Tensor filter)
    {
        Seq<int> others = [.. Enumerable.Range(0, filter.Rank).Where(axis => !Axes.Output.Contains(axis))];
        return Reduction.Run(ReductionKind.Sum, filter.Cast(DType.Float64), others, keepDims: false).ToArray<double>();
    }

    private static void AddTo(double[] sums, double[] addends)
    {
        for (int i = 0; i < sums.Length; i++)
            sums[i] += addends[i];
    }

    private static Seq<int> Inverse(Seq<int> order)
    {
        var inverse = new int[order.Count];
        for (int i = 0; i < inverse.Length; i++)
            inverse[order[i]] = i;
        return [.. inverse];
    }
}
