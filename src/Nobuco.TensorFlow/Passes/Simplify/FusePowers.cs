using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>Powers that have a name: squares, roots and what is made of them.</summary>
/// <remarks><code>
/// %1 = Mul(%0, %0)      =>    %1 = Square(%0)
/// %1 = Pow(%0, 0.5)     =>    %1 = Sqrt(%0)
/// %1 = Sub(%0, %2)
/// %3 = Square(%1)       =>    %3 = SquaredDifference(%0, %2)
/// %1 = Sqrt(%0)
/// %2 = RealDiv(1, %1)   =>    %2 = Rsqrt(%0)
/// </code></remarks>
public sealed class FusePowers : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Outputs is not [{ Type.DType: DType.Float32 }])
            return null;
        return node switch
        {
            { Op: Mul { Activation: Activation.None }, Inputs: [var a, var b] } when a == b => node.With(new Square(), a),
            { Op: Pow, Inputs: [var x, { Number: 2, Type.Rank: 0 }] } => node.With(new Square(), x),
            { Op: Pow, Inputs: [var x, { Number: 0.5, Type.Rank: 0 }] } => node.With(new Sqrt(), x),
            { Op: Pow, Inputs: [var x, { Number: -0.5, Type.Rank: 0 }] } => node.With(new Rsqrt(), x),
            { Op: RealDiv { Activation: Activation.None }, Inputs: [{ Number: 1, Type.Rank: 0 }, { Op: Sqrt, Inputs: [var x] }] } => node.With(new Rsqrt(), x),
            { Op: Reciprocal, Inputs: [{ Op: Sqrt, Inputs: [var x] }] } => node.With(new Rsqrt(), x),
            { Op: Square, Inputs: [{ Op: Sub { Activation: Activation.None }, Inputs: [var a, var b] } difference] } when graph.HasSingleUse(difference) =>
                node.With(new SquaredDifference(), a, b),
            _ => null,
        };
    }
}
