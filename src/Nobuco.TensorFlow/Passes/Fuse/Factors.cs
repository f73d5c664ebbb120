using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>A product: a number times values, in the order in which they are written.</summary>
internal sealed record Factors(double Number, IReadOnlyList<TfValue> Values)
{
    private const int Depth = 4;

    /// <summary>The value as a product; one that is not computed by multiplication or division by a number is its own only factor.</summary>
    public static Factors Of(TfValue value) => Of(value, Depth);

    private static Factors Of(TfValue value, int depth) => value switch
    {
        { Number: { } number } => new(number, []),
        { Op: Mul { Activation: Activation.None }, Inputs: [var a, var b] } when depth > 0 => Of(a, depth - 1).Times(Of(b, depth - 1)),
        { Op: RealDiv { Activation: Activation.None }, Inputs: [var a, { Number: { } divisor }] } when depth > 0 => Of(a, depth - 1).Times(new(1 / divisor, [])),
        _ => new(1, [value]),
    };

    private Factors Times(Factors other) => new(Number * other.Number, [.. Values, .. other.Values]);
}
