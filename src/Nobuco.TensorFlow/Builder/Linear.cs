using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <param name="x">[…, I], the features on the last physical axis</param>
    /// <param name="kernel">[I, O]</param>
    /// <param name="bias">[O]</param>
    public static TfTensor Dense(TfTensor x, TfTensor kernel, TfTensor? bias = null, Activation activation = Activation.None) =>
        WithBias(new Dense(activation), x, kernel, bias);

    /// <summary>Multiplies matrices on the last two physical axes; the leading ones broadcast.</summary>
    public static TfTensor BatchMatMulV2(TfTensor x, TfTensor y, bool adjX = false, bool adjY = false) =>
        Make(new BatchMatMulV2(adjX, adjY), x.Rank >= y.Rank ? x.Order : y.Order, x, y);
}
