using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>Dropout, which does nothing in evaluation. In training it is random and cannot be executed.</summary>
internal static class Dropout
{
    [AtenOperator("aten::dropout")]
    [AtenOperator("aten::feature_dropout")]
    [AtenOperator("aten::alpha_dropout")]
    [AtenOperator("aten::feature_alpha_dropout")]
    public static Tensor Apply(Tensor input, double p, bool train)
    {
        if (train && p > 0)
            throw new NotSupportedException("Dropout in training is random.");
        return input;
    }

    [AtenOperator("aten::native_dropout")]
    public static (Tensor Output, Tensor Mask) NativeDropout(Tensor input, double p, bool? train) =>
        (Apply(input, p, train ?? true), Creation.Filled(input.Shape, true, DType.Bool));
}
