using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Legalization;

namespace Nobuco.TensorFlow.Targets.GraphDef.Legalization;

/// <summary>What TensorFlow has no operation for, or no kernel on the CPU; in the order in which the rules are tried at a node.</summary>
internal static class GraphDefLegalizations
{
    public static IReadOnlyList<INodeRewrite> All { get; } =
    [
        // First, so that what others make of an operation is of numbers.
        new LegalizeBool(),

        // So that others see the operation alone.
        new LegalizeActivated(),
        new LegalizeActivatedConcat(),

        // Activation
        new LegalizeReluN1To1(),
        new LegalizeClipByValue(),
        new LegalizeElu(),
        new LegalizeGelu(),
        new LegalizeHardSwish(),
        new LegalizePRelu(),
        new LegalizeSoftmaxAxis(),
        new LegalizeLogSoftmaxAxis(),

        // Convolution
        new LegalizeDilatedConv3D(),
        new LegalizeGroupedConv2D(),
        new LegalizeGroupedConv3D(),
        new LegalizeStridedDilation(),

        // Indexing
        new LegalizeSliceUpdate(),
        new LegalizeBoolScatter(),

        // Linear
        new LegalizeDenseVector(),

        // Normalization
        new LegalizeBatchNormalization(),
        new LegalizeLayerNormalization(),
        new LegalizeL2Normalize(),

        // Reduction
        new LegalizeEmptyReduction(),

        // Resize
        new LegalizeResizeType(),
    ];
}
