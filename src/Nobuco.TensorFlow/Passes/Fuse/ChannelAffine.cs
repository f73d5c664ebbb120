using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>
/// activation(Scale · X + Offset) with constants that are scalars or vectors along the last axis: what batch normalization, and
/// arithmetic with constants, are.
/// </summary>
internal sealed record ChannelAffine(TfValue X, Seq<double> Scale, Seq<double> Offset, Activation Activation)
{
    public bool HasOffset => Offset.Any(static o => o != 0);

    public bool IsScalar => Scale.Count == 1 && Offset.Count == 1;

    /// <summary>The node as such a function, or null.</summary>
    public static ChannelAffine? Of(TfNode node)
    {
        if (node.Outputs is not [{ Type: { DType: DType.Float32, Rank: > 0 } type }])
            return null;
        ChannelAffine? affine = node.Op switch
        {
            BatchNormalization op when op.Axis == type.Rank - 1 => OfBatchNormalization(op, node),
            AddV2 op when Operands(node) is ({ } x, { } c) => new(x, [1], c, op.Activation),
            Sub op when Operands(node) is ({ } x, { } c) => node.Inputs[0] == x
                ? new(x, [1], [.. c.Select(static v => -v)], op.Activation)
                : new(x, [-1], c, op.Activation),
            Mul op when Operands(node) is ({ } x, { } c) => new(x, c, [0], op.Activation),
            RealDiv op when Operands(node) is ({ } x, { } c) && node.Inputs[0] == x => new(x, [.. c.Select(static v => 1 / v)], [0], op.Activation),
            Neg => new(node.Inputs[0], [-1], [0], Activation.None),
            _ => null,
        };
        return affine is not null && affine.Scale.Concat(affine.Offset).All(double.IsFinite) ? affine : null;
    }

    /// <summary>The scale of every one of <paramref name="channels"/>.</summary>
    public double[] ScaleOf(int channels) => Spread(Scale, channels);

    public double[] OffsetOf(int channels) => Spread(Offset, channels);

    /// <summary>scale = γ / √(σ² + ε), offset = β − μ · scale</summary>
    private static ChannelAffine? OfBatchNormalization(BatchNormalization op, TfNode node)
    {
        if (node.Inputs.Skip(1).Any(static i => i.Constant is null))
            return null;
        double[][] statistics = [.. node.Inputs.Skip(1).Select(static i => i.Constant!.ToArray<double>())];
        (double[] gamma, double[] beta, double[] mean, double[] variance) = (statistics[0], statistics[1], statistics[2], statistics[3]);
        var scale = new double[gamma.Length];
        var offset = new double[gamma.Length];
        for (int i = 0; i < scale.Length; i++)
        {
            scale[i] = gamma[i] / Math.Sqrt(variance[i] + op.Epsilon);
            offset[i] = beta[i] - (mean[i] * scale[i]);
        }
        return new ChannelAffine(node.Inputs[0], [.. scale], [.. offset], Activation.None);
    }

    private static (TfValue? X, Seq<double>? C) Operands(TfNode node) =>
        node.WithConstant() is var (x, c) && x.Type == node.Output.Type && Vector(c.Constant!, x.Type) is { } vector ? (x, vector) : (null, null);

    /// <summary>The elements of a constant that varies along the last axis only.</summary>
    private static Seq<double>? Vector(Tensor constant, TfType x) =>
        constant.Count == 1 || (constant.Count == constant.Shape[^1] && x.Shape[^1] == constant.Count) ? [.. constant.ToArray<double>()] : null;

    private static double[] Spread(Seq<double> values, int channels) =>
        values.Count == 1 ? [.. Enumerable.Repeat(values[0], channels)] : values.ToArray();
}
