namespace Nobuco.TensorFlow;

/// <summary>Arithmetic. Operands are aligned by PyTorch's axes; a number takes the tensor's element type.</summary>
public sealed partial class TfTensor
{
    public static TfTensor operator +(TfTensor left, TfTensor right) => tf.AddV2(left, right);

    public static TfTensor operator +(TfTensor left, double right) => tf.AddV2(left, right);

    public static TfTensor operator +(double left, TfTensor right) => tf.AddV2(left, right);

    public static TfTensor operator -(TfTensor left, TfTensor right) => tf.Sub(left, right);

    public static TfTensor operator -(TfTensor left, double right) => tf.Sub(left, right);

    public static TfTensor operator -(double left, TfTensor right) => tf.Sub(left, right);

    public static TfTensor operator *(TfTensor left, TfTensor right) => tf.Mul(left, right);

    public static TfTensor operator *(TfTensor left, double right) => tf.Mul(left, right);

    public static TfTensor operator *(double left, TfTensor right) => tf.Mul(left, right);

    public static TfTensor operator /(TfTensor left, TfTensor right) => tf.RealDiv(left, right);

    public static TfTensor operator /(TfTensor left, double right) => tf.RealDiv(left, right);

    public static TfTensor operator /(double left, TfTensor right) => tf.RealDiv(left, right);

    public static TfTensor operator -(TfTensor value) => tf.Neg(value);
}
