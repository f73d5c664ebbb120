using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>x, gamma, beta, mean, variance (vectors along Axis): γ · (x − μ) / √(σ² + ε) + β.</summary>
/// <param name="Momentum">How much of the statistics each step of further training replaces. No result depends on it.</param>
public sealed record BatchNormalization(double Epsilon, int Axis, double Momentum = 0.1) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 5);
        this.ExpectFloat(inputs[0]);
        this.ExpectAxis(Axis, inputs[0].Rank);
        foreach (TfType statistic in inputs[1..])
        {
            this.ExpectRank(statistic, 1, "the statistic");
            this.ExpectSame(statistic.Shape[0], inputs[0].Shape[Axis], "the lengths of statistic and axis");
        }
        return [inputs[0]];
    }
}

/// <summary>x, optional gamma, optional beta (shaped like the axes, in their order): γ · (x − mean) / √(var + ε) + β over the axes.</summary>
public sealed record LayerNormalization(Seq<int> Axes, double Epsilon) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1, 3);
        this.ExpectFloat(inputs[0]);
        this.ExpectAxes(Axes, inputs[0].Rank);
        var expected = Axes.Select(axis => inputs[0].Shape[axis]).ToSeq();
        foreach (TfType scale in inputs[1..])
        {
            if (scale.Shape != expected)
                throw this.Error($"the scale or offset {scale} does not have the shape {expected} of the axes.");
        }
        return [inputs[0]];
    }
}

/// <summary>x / (Bias + Alpha · Σ x²)^Beta, the sum over 2 · DepthRadius + 1 neighbours on the last axis of [N, H, W, C].</summary>
public sealed record LRN(int DepthRadius, double Bias, double Alpha, double Beta) : FloatUnaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectRank(inputs[0], 4, "the input");
        return result;
    }
}

/// <summary>x / √max(Σ x², Epsilon) along the axis.</summary>
public sealed record L2Normalize(int Axis, double Epsilon) : FloatUnaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectAxis(Axis, inputs[0].Rank);
        return result;
    }
}
