using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Nobuco.TensorFlow.Executor;

/// <summary>The function applied to an operation's result.</summary>
internal static class FusedActivation
{
    /// <param name="x">A result that nobody else has: contiguous float32 is overwritten.</param>
    public static Tensor Apply(this Activation activation, Tensor x)
    {
        if (activation == Activation.None || x.DType != DType.Float32)
            return Computed(activation, x);
        Span<float> elements = x.Span<float>();
        TensorPrimitives.Max(elements, activation == Activation.ReluN1To1 ? -1 : 0, elements);
        if (activation != Activation.Relu)
            TensorPrimitives.Min(elements, activation == Activation.Relu6 ? 6 : 1, elements);
        return x;
    }

    private static Tensor Computed(Activation activation, Tensor x) => activation switch
    {
        Activation.Relu => Elementwise.Unary(UnaryKind.Relu, x),
        Activation.Relu6 => Elementwise.Unary(UnaryKind.Relu6, x),
        Activation.ReluN1To1 => Elementwise.Clamp(x, -1, 1),
        _ => x,
    };
}
