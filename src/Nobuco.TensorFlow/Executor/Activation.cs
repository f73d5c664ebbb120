using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

internal static class ActivationKernels
{
    public static void AddTo(KernelTable table)
    {
        table.Add<Relu>(static (_, call) => Elementwise.Unary(UnaryKind.Relu, call[0]));
        table.Add<Relu6>(static (_, call) => Elementwise.Unary(UnaryKind.Relu6, call[0]));
        table.Add<ReluN1To1>(static (_, call) => Elementwise.Clamp(call[0], -1, 1));
        table.Add<LeakyRelu>(static (op, call) => Elementwise.LeakyRelu(call[0], op.Alpha));
        table.Add<Elu>(static (op, call) => Elementwise.Elu(call[0], op.Alpha));
        table.Add<Selu>(static (_, call) => Elementwise.Unary(UnaryKind.Selu, call[0]));
        table.Add<Softplus>(static (_, call) => Elementwise.Unary(UnaryKind.Softplus, call[0]));
        table.Add<Softsign>(static (_, call) => Elementwise.Unary(UnaryKind.Softsign, call[0]));
        table.Add<Gelu>(static (op, call) => Elementwise.Unary(op.Approximate ? UnaryKind.GeluTanh : UnaryKind.Gelu, call[0]));
        table.Add<HardSwish>(static (_, call) => Elementwise.Unary(UnaryKind.HardSwish, call[0]));
        table.Add<PRelu>(static (_, call) => PRelu(call[0], call[1]));
        table.Add<Graph.Ops.Softmax>(static (op, call) => Tensors.Kernels.Softmax.Run(call[0], op.Axis, log: false));
        table.Add<LogSoftmax>(static (op, call) => Tensors.Kernels.Softmax.Run(call[0], op.Axis, log: true));
        table.Add<ClipByValue>(static (op, call) => Elementwise.Clamp(
            call[0], double.IsNegativeInfinity(op.Min) ? null : op.Min, double.IsPositiveInfinity(op.Max) ? null : op.Max));
    }

    private static Tensor PRelu(Tensor x, Tensor alpha)
    {
        Tensor positive = Elementwise.Compare(CompareKind.Greater, x, Tensor.Zeros(x.DType, Seq<long>.Empty));
        return Elementwise.Select(positive, x, Elementwise.Binary(BinaryKind.Multiply, x, alpha));
    }
}
