using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>Padding twice with the same value is padding once.</summary>
/// <remarks><code>
/// %1 = Pad(%0, p)
/// %2 = Pad(%1, q)    =>    %2 = Pad(%0, p + q)
/// </code></remarks>
public sealed class FusePadIntoPad : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Inputs is not [{ Op: PaddingOp inner } padded, ..] || !graph.HasSingleUse(padded))
            return null;
        return (node.Op, inner) switch
        {
            (Pad outer, Pad) when node.Inputs.Count == 1 && padded.Inputs.Count == 1 =>
                node.With(new Pad(Sum(outer.Before, inner.Before), Sum(outer.After, inner.After)), padded.Inputs),
            (PadV2 outer, PadV2) when node.Inputs is [_, { Number: { } value }] && padded.Inputs is [_, { Number: { } same }] && value.Equals(same) =>
                node.With(new PadV2(Sum(outer.Before, inner.Before), Sum(outer.After, inner.After)), padded.Inputs),
            _ => null,
        };
    }

    private static Seq<Dim> Sum(Seq<Dim> left, Seq<Dim> right) => left.Select((size, axis) => size + right[axis]).ToSeq();
}
