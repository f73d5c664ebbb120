using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

/// <summary>The function applied to an operation's result.</summary>
internal static class FusedActivation
{
    public static Tensor Apply(this Activation activation, Tensor x) => activation switch
    {
        Activation.Relu => Elementwise.Unary(UnaryKind.Relu, x),
        Activation.Relu6 => Elementwise.Unary(UnaryKind.Relu6, x),
        Activation.ReluN1To1 => Elementwise.Clamp(x, -1, 1),
        _ => x,
    };
}
