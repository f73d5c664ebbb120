using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <summary>γ · (x − μ) / √(σ² + ε) + β, with vectors along the axis.</summary>
    /// <param name="momentum">How much of the statistics each step of further training replaces. No result depends on it.</param>
    public static TfTensor BatchNormalization(
        TfTensor x, TfTensor gamma, TfTensor beta, TfTensor mean, TfTensor variance, double epsilon, int axis = -1, double momentum = 0.1) =>
        Like(x, new BatchNormalization(epsilon, Normalize(axis, x.Rank), momentum), gamma, beta, mean, variance);

    /// <summary>γ · (x − mean) / √(var + ε) + β over the axes; gamma and beta have the axes' shape.</summary>
    public static TfTensor LayerNormalization(TfTensor x, TfTensor? gamma, TfTensor? beta, Seq<int> axes, double epsilon)
    {
        var op = new LayerNormalization([.. axes.Select(axis => Normalize(axis, x.Rank))], epsilon);
        return (gamma, beta) switch
        {
            (null, null) => Like(x, op),
            (null, not null) => Like(x, op, Make(new Fill(beta.Shape), Constant(1, x.DType)), beta),
            (not null, null) => Like(x, op, gamma),
            (not null, not null) => Like(x, op, gamma, beta),
        };
    }

    /// <param name="x">[N, H, W, C]</param>
    public static TfTensor LRN(TfTensor x, int depthRadius, double bias, double alpha, double beta) => Like(x, new LRN(depthRadius, bias, alpha, beta));

    /// <summary>x / √max(Σ x², ε) along the axis.</summary>
    public static TfTensor L2Normalize(TfTensor x, int axis, double epsilon) => Like(x, new L2Normalize(Normalize(axis, x.Rank), epsilon));
}
