using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.GraphDef.Legalization;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.TensorFlow.Targets.TFLite.Legalization;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>The rules, in the order in which they are tried at a node. What takes an operation apart for TFLite, or for TensorFlow's kernels, does so for Keras.</summary>
internal static class KerasLegalizations
{
    private static readonly INodeRewrite[] _both =
    [
        // Convolution
        new LegalizeStridedDilation(),
        new LegalizeDilatedConv3D(),
        new SeparateComputedBias(),
        new LegalizeDenseVector(),
        new LegalizeComputedKernel(),

        // Activation
        new LegalizeReluN1To1(),
        new LegalizeIntegerRelu(),
        new LegalizeIntegerRelu6(),
        new LegalizeComputedSlope(),
        new LegalizeClip(),

        // Elementwise
        new LegalizeIntegerDivision(),
        new LegalizeTruncateMod(),

        // Indexing
        new LegalizeTensorScatterUpdate(),
        new LegalizeSliceUpdate(),
        new LegalizeBoolScatter(),
        new LegalizeOneHot(),

        // Normalization
        new LegalizeL2Normalize(),
        new LegalizeComputedStatistics(),
        new LegalizeComputedScale(),

        // Resize
        new LegalizeResize(),
        new LegalizeResizeType(),
    ];

    private static readonly INodeRewrite[] _keras3 =
    [
        new LegalizeErfc(),
        new LegalizeLgamma(),
        new LegalizeDigamma(),
        new LegalizeSquaredDifference(),
        new LegalizeCumsum(),
        new LegalizeGatherNd(),
        new LegalizeBatchedGather(),
        new LegalizeSpaceToDepth(),
        new LegalizeDepthToSpace(),
        new LegalizeLocalResponse(),
    ];

    private static readonly INodeRewrite[] _keras2 = [new LegalizeHardSwish(), new LegalizeSeveralAxes()];

    public static IReadOnlyList<INodeRewrite> Of(KerasVersion version) => [.. _both, .. version == KerasVersion.Keras3 ? _keras3 : _keras2];

    /// <summary>What symbolic sizes become once they are computed from shapes; Keras 3 has no operation for a shape.</summary>
    public static IReadOnlyList<INodeRewrite> OfSizes(KerasVersion version) =>
        version == KerasVersion.Keras3 ? [new LegalizeSymbolicFill(), new LegalizeSymbolicBroadcast(), new LegalizeSymbolicRange(), new LegalizeShape()] : [];

    /// <summary>Sums, whoever made them.</summary>
    public static IReadOnlyList<INodeRewrite> OfSums(KerasVersion version) => version == KerasVersion.Keras3 ? [new LegalizeSum()] : [];
}
