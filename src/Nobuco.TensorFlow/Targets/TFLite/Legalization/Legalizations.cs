using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Legalization;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>The rules, in the order in which they are tried at a node.</summary>
internal static class Legalizations
{
    public static IReadOnlyList<INodeRewrite> All { get; } =
    [
        // First, so that what others make of an operation is computed in a type that runtimes know.
        new LegalizeElementType(),
        new NarrowInt64(),

        // Activation
        new LegalizeClipByValue(),
        new LegalizeElu(),
        new LegalizeSelu(),
        new LegalizeSoftplus(),
        new LegalizeSoftsign(),
        new LegalizeActivatedConcat(),
        new LegalizeSoftmaxAxis(),
        new LegalizeLogSoftmaxAxis(),

        // Convolution
        new LegalizeGroupedConv3D(),
        new LegalizeSymbolicTransposedConvolution(),
        new LegalizeActivatedTransposedConvolution(),
        new LegalizeBiasedTransposedConv3D(),

        // Elementwise
        new LegalizeExpm1(),
        new LegalizeLog1p(),
        new LegalizeTan(),
        new LegalizeSinh(),
        new LegalizeCosh(),
        new LegalizeAsin(),
        new LegalizeAcos(),
        new LegalizeAtan(),
        new LegalizeAsinh(),
        new LegalizeAcosh(),
        new LegalizeAtanh(),
        new LegalizeAtan2(),
        new LegalizeLgamma(),
        new LegalizeDigamma(),
        new LegalizeErf(),
        new LegalizeErfc(),
        new LegalizeReciprocal(),
        new LegalizeSign(),
        new LegalizeIsNan(),
        new LegalizeIsInf(),
        new LegalizeIsFinite(),
        new LegalizeInvert(),
        new LegalizeLeftShift(),
        new LegalizeRightShift(),
        new LegalizeTruncateMod(),

        // Indexing
        new LegalizeTensorScatterUpdate(),
        new LegalizeSliceUpdate(),

        // Normalization
        new LegalizeBatchNormalization(),
        new LegalizeLayerNormalization(),
        new LegalizeL2Normalize(),

        // Pooling
        new LegalizeMaxPool3D(),
        new LegalizeAvgPool3D(),

        // Reduction
        new LegalizeEmptyReduction(),
        new LegalizeArgType(),

        // Integers and bool
        new LegalizeIntegerAbs(),
        new LegalizeIntegerSquare(),
        new LegalizeIntegerSquaredDifference(),
        new LegalizeIntegerRelu(),
        new LegalizeIntegerRelu6(),
        new LegalizeIntegerReluN1To1(),
        new LegalizeBitwiseOr(),
        new LegalizeBitwiseAnd(),
        new LegalizeBoolScatter(),
        new LegalizeScatterIndices(),
        new LegalizeInt64Range(),
        new LegalizeSplitType(),
        new LegalizeUnpackType(),

        // Rank, of what the rules above made too
        new LegalizeTransposeRank(),
        new LegalizeSliceRank(),
        new LegalizePadRank(),
        new LegalizeBroadcastRank(),
        new LegalizeMatMulRank(),
    ];
}
