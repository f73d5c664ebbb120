using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>x · relu6(x + 3) / 6, the division wherever it is written.</summary>
/// <remarks><code>
/// %1 = AddV2(%0, 3, Activation=Relu6)
/// %2 = Mul(%0, %1)
/// %3 = RealDiv(%2, 6)    =>    %3 = HardSwish(%0)
/// </code></remarks>
public sealed class FuseHardSwish : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        (TfValue? product, double scale) = Scaled(node);
        if (product is not { Op: Mul { Activation: Activation.None }, Inputs: [var left, var right] })
            return null;
        return (Match(left, right, scale) ?? Match(right, left, scale)) is { } x ? node.With(new HardSwish(), x) : null;
    }

    /// <summary>x if <paramref name="gate"/> · <paramref name="scale"/> is relu6(x + 3) / 6.</summary>
    private static TfValue? Match(TfValue x, TfValue gate, double scale)
    {
        (TfValue? clipped, double inner) = Scaled(gate.Producer);
        TfValue? shifted = (clipped ?? gate) switch
        {
            { Op: AddV2 { Activation: Activation.Relu6 } } sum => sum,
            { Op: Relu6, Inputs: [{ Op: AddV2 { Activation: Activation.None } } sum] } => sum,
            _ => null,
        };
        bool isGate = shifted?.Producer.WithConstant() is ({ } input, { Number: 3 }) && input == x;
        return isGate && (scale * inner).IsClose(1.0 / 6) && x.Type == gate.Type ? x : null;
    }

    /// <summary>What a node multiplies by or divides by a number, and the factor; a node that does not is a product with 1.</summary>
    private static (TfValue? Value, double Factor) Scaled(TfNode node) => node.Op switch
    {
        Mul { Activation: Activation.None } when node.WithConstant() is ({ } x, { Number: { } factor }) => (x, factor),
        RealDiv { Activation: Activation.None } when node.Inputs is [var x, { Number: { } divisor }] => (x, 1 / divisor),
        _ when node.Outputs.Count == 1 => (node.Output, 1),
        _ => (null, 1),
    };
}
