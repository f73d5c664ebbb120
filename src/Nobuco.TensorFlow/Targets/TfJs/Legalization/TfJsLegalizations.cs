using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Legalization;

namespace Nobuco.TensorFlow.Targets.TfJs.Legalization;

/// <summary>What TensorFlow has an operation for, but TensorFlow.js has not; in the order in which the rules are tried at a node.</summary>
internal static class TfJsLegalizations
{
    public static IReadOnlyList<INodeRewrite> All { get; } =
    [
        // First, so that what others make of an operation is computed in a type that TensorFlow.js has.
        new LegalizeSmallIntegers(),
        new LegalizeIntegerLayer(),

        // Activation
        new LegalizeSoftsign(),

        // Convolution
        new LegalizeTransposedConv3D(),

        // Elementwise
        new LegalizeErfc(),
        new LegalizeLgamma(),
        new LegalizeDigamma(),
        new LegalizeTruncateMod(),
        new LegalizeIntegerDivision(),
        new LegalizeInvert(),
        new LegalizeBitwiseAnd(),
        new LegalizeBitwiseOr(),
        new LegalizeBitwiseXor(),
        new LegalizeLeftShift(),
        new LegalizeRightShift(),

        // Integers
        new LegalizeIntegerNeg(),
        new LegalizeIntegerAbs(),
        new LegalizeIntegerClip(),
        new LegalizeIntegerStride(),
        new LegalizeCastToBool(),
        new LegalizeWhereNumber(),

        // Indexing
        new LegalizeOneHotAxis(),
        new LegalizeOneHotType(),
        new LegalizeGatherBatch(),

        // Linear
        new LegalizeMatMulBatch(),

        // Shape
        new LegalizeSpaceToDepth(),
    ];
}
