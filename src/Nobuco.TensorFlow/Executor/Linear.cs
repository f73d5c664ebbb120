using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

internal static class LinearKernels
{
    public static void AddTo(KernelTable table)
    {
        table.Add<Dense>(static (op, call) => op.Activation.Apply(Dense(call[0], call[1], call.Optional(2))));
        table.Add<BatchMatMulV2>(static (op, call) => MatMul.Run(call[0], call[1], op.AdjX, op.AdjY));
    }

    private static Tensor Dense(Tensor x, Tensor kernel, Tensor? bias)
    {
        long rows = ShapeMath.Product(x.Shape[..^1]);
        Tensor product = MatMul.Run(x.Reshape([rows, x.Shape[^1]]), kernel);
        Tensor result = bias is null ? product : Elementwise.Binary(BinaryKind.Add, product, bias);
        return result.Reshape([.. x.Shape[..^1], kernel.Shape[1]]);
    }
}
