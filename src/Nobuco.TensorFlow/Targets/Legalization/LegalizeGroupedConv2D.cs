using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>
/// TFLite's CONV_2D knows groups from version 6 on, TensorFlow's and TensorFlow.js' kernels do not. A grouped convolution becomes, whichever costs less, one convolution whose filter has zeros between the groups, or one convolution for
/// each group between a SPLIT and a CONCATENATION.
/// </summary>
/// <remarks>
/// Costs are counted in multiplications. With G groups and M multiplications of the grouped convolution the dense one makes (G − 1) · M of them with zeros, and its filter is larger by (G − 1) · W elements, which
/// the file holds and every inference reads. The other form moves the input and the output once more through memory, reading and writing, and has G + 1 more operators to start.
/// An element that is moved is taken for <see cref="ElementMoved"/> multiplications, the start of an operator for <see cref="OperatorStarted"/>: measured on RegNetY-400MF (6 to 55 groups), which by this rule is
/// split everywhere and takes 11 ms and 17 MB, with dense filters everywhere 31 ms and 65 MB (TensorFlow Lite 2.9 with XNNPACK, one thread).
/// </remarks>
internal sealed class LegalizeGroupedConv2D : Legalization<Conv2D>
{
    private const double ElementMoved = 4;
    private const double OperatorStarted = 100_000;

    /// <summary>Stands for a size that is not known: that of a small image.</summary>
    private const long UnknownSize = 32;

    protected override TfTensor? Rewrite(Conv2D op, TfNode node)
    {
        TfTensor x = Input(node), filter = Input(node, 1);
        int groups = (int)(x.Shape[3].Value / filter.Shape[2].Value);
        if (groups == 1)
            return null;
        return node.Inputs[1].Producer.Op is Const weights && DenseCost(node, groups) <= SplitCost(node, groups)
            ? tf.Make(op, [x, tf.Constant(Dense(weights.Value, groups), weights.QualifiedName), .. node.Inputs.Skip(2).Select(static bias => new TfTensor(bias))])
            : Split(op, node, groups);
    }

    private static double DenseCost(TfNode node, int groups)
    {
        Seq<Dim> filter = node.Inputs[1].Type.Shape, y = node.Output.Type.Shape;
        double perOutput = Count(filter) / Size(filter[3]);
        return (groups - 1) * ((Count(y) * perOutput) + (ElementMoved * Count(filter)));
    }

    private static double SplitCost(TfNode node, int groups) =>
        (2 * ElementMoved * (Count(node.Inputs[0].Type.Shape) + Count(node.Output.Type.Shape))) + (OperatorStarted * (groups + 1));

    private static double Count(Seq<Dim> shape) => shape.Aggregate(1.0, static (product, size) => product * Size(size));

    private static long Size(Dim size) => size.TryValue ?? UnknownSize;

    private static TfTensor Split(Conv2D op, TfNode node, int groups)
    {
        TfTensor[] inputs = tf.Split(Input(node), groups, 3), filters = tf.Split(Input(node, 1), groups, 3);
        TfTensor[]? biases = node.Inputs.Count > 2 ? tf.Split(Input(node, 2), groups, 0) : null;
        return tf.ConcatV2([.. inputs.Select((input, i) => biases is null ? tf.Make(op, input, filters[i]) : tf.Make(op, input, filters[i], biases[i]))], 3);
    }

    /// <summary>[KH, KW, C / G, O] becomes [KH, KW, C, O]: the filters of a group read its channels, and of the others nothing.</summary>
    private static Tensor Dense(Tensor filter, int groups)
    {
        long channels = filter.Shape[2], filters = filter.Shape[3] / groups;
        Tensor dense = Tensor.Zeros(filter.DType, [filter.Shape[0], filter.Shape[1], channels * groups, filter.Shape[3]]);
        for (int group = 0; group < groups; group++)
        {
            (long firstChannel, long firstFilter) = (group * channels, group * filters);
            dense.Slice(2, firstChannel, firstChannel + channels).Slice(3, firstFilter, firstFilter + filters).CopyFrom(filter.Slice(3, firstFilter, firstFilter + filters));
        }
        return dense;
    }
}
