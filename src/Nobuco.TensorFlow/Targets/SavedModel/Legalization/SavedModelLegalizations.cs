using Nobuco.TensorFlow.Passes;

namespace Nobuco.TensorFlow.Targets.SavedModel.Legalization;

/// <summary>What TensorFlow has an operation for, but no kernel on the CPU; in the order in which the rules are tried at a node.</summary>
internal static class SavedModelLegalizations
{
    public static IReadOnlyList<INodeRewrite> All { get; } =
    [
        new LegalizeDilatedDepthwise(),
        new LegalizeKernelType(),
        new LegalizeIndexType(),
        new LegalizeMaxPool3DType(),
        new LegalizeAvgPool3DType(),
        new LegalizeLRNType(),
        new LegalizeLeftShiftAmount(),
        new LegalizeRightShiftAmount(),
        new LegalizeBroadcastRank(),
        new LegalizeBroadcastToRank(),
    ];
}
