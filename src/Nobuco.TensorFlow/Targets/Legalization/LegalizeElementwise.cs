using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Targets.Legalization;

internal sealed class LegalizeErfc : UnaryLegalization<Erfc>
{
    protected override TfTensor Rewrite(Erfc op, TfTensor x) => AccurateFunctions.Erfc(x);
}

/// <summary>The remainder of magnitudes with the sign of the dividend; FLOOR_MOD of non-negative numbers is exact.</summary>
internal sealed class LegalizeTruncateMod : Legalization<TruncateMod>
{
    protected override TfTensor Rewrite(TruncateMod op, TfNode node)
    {
        TfTensor x = Input(node), remainder = tf.FloorMod(tf.Abs(x), tf.Abs(Input(node, 1)));
        return tf.SelectV2(tf.Less(x, 0L), -remainder, remainder);
    }
}
