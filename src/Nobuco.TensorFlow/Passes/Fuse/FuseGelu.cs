using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>GELU spelled out: ½ x · (1 + erf(x / √2)) or ½ x · (1 + tanh(√(2/π) · (x + 0.044715 x³))), the factor ½ wherever it is written.</summary>
/// <remarks><code>
/// %1 = Mul(%0, 0.7071)
/// %2 = Erf(%1)
/// %3 = AddV2(%2, 1)
/// %4 = Mul(%0, 0.5)
/// %5 = Mul(%4, %3)    =>    %5 = Gelu(%0)
/// </code></remarks>
public sealed class FuseGelu : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (Factors.Of(node.Outputs[0]) is not { Number: var number, Values: [var a, var b] } || !number.IsClose(0.5))
            return null;
        return (Match(a, b) ?? Match(b, a)) is var (x, approximate) ? node.With(new Gelu(approximate), x) : null;
    }

    private static (TfValue X, bool Approximate)? Match(TfValue x, TfValue sum)
    {
        if (sum is not { Op: AddV2 { Activation: Activation.None } } || sum.Producer.WithConstant() is not ({ } curve, { Number: 1 }))
            return null;
        return curve switch
        {
            { Op: Erf, Inputs: [var argument] } when IsScaled(argument, x, Math.Sqrt(0.5)) => (x, false),
            { Op: Tanh, Inputs: [var argument] } when IsCubic(argument, x) => (x, true),
            _ => null,
        };
    }

    private static bool IsScaled(TfValue value, TfValue x, double factor) =>
        Factors.Of(value) is { Values: [var only], Number: var number } && only == x && number.IsClose(factor);

    /// <summary>√(2/π) · (x + 0.044715 x³)</summary>
    private static bool IsCubic(TfValue value, TfValue x)
    {
        if (Factors.Of(value) is not { Values: [{ Op: AddV2 { Activation: Activation.None }, Inputs: [var a, var b] }], Number: var number })
            return false;
        TfValue? cube = a == x ? b : b == x ? a : null;
        return number.IsClose(Math.Sqrt(2 / Math.PI)) && cube is not null
            && Factors.Of(cube) is { Values: var values, Number: var coefficient } && coefficient.IsClose(0.044715) && IsCube(values, x);
    }

    private static bool IsCube(IReadOnlyList<TfValue> factors, TfValue x) => factors switch
    {
        [{ Op: Pow, Inputs: [var value, { Number: 3 }] }] => value == x,
        [var a, { Op: Square, Inputs: [var value] }] => a == x && value == x,
        [{ Op: Square, Inputs: [var value] }, var a] => a == x && value == x,
        [var a, var b, var c] => a == x && b == x && c == x,
        _ => false,
    };
}
