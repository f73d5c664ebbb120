using System.Diagnostics;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Attributes in the schema's words.</summary>
internal static class LoweredAttributes
{
    public static PaddingType Lowered(Padding padding) => padding == Padding.Same ? PaddingType.SAME : PaddingType.VALID;

    public static ActivationFunctionType Lowered(Activation activation) => activation switch
    {
        Activation.None => ActivationFunctionType.NONE,
        Activation.Relu => ActivationFunctionType.RELU,
        Activation.Relu6 => ActivationFunctionType.RELU6,
        Activation.ReluN1To1 => ActivationFunctionType.RELU_N1_TO_1,
        _ => throw new UnreachableException(),
    };
}
