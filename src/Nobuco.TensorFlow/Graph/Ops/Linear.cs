using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>x […, I], kernel [I, O], optional bias [O] → […, O].</summary>
public sealed record Dense(Activation Activation = Activation.None) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 2, 3);
        this.ExpectSameDType(inputs[0], inputs[1]);
        this.ExpectRank(inputs[1], 2, "the kernel");
        if (inputs[0].Rank == 0)
            throw this.Error($"the input {inputs[0]} is a scalar.");
        this.ExpectSame(inputs[0].Shape[^1], inputs[1].Shape[0], "the features of input and kernel");
        if (inputs.Count == 3)
        {
            this.ExpectRank(inputs[2], 1, "the bias");
            this.ExpectSame(inputs[2].Shape[0], inputs[1].Shape[1], "the bias' length and the kernel's output features");
        }
        return [inputs[0].WithShape([.. inputs[0].Shape[..^1], inputs[1].Shape[1]])];
    }
}

/// <summary>a […, M, K], b […, K, N] → […, M, N]; leading axes broadcast. Adj swaps the last two axes of an operand first.</summary>
public sealed record BatchMatMulV2(bool AdjX = false, bool AdjY = false) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 2);
        (TfType a, TfType b) = (inputs[0], inputs[1]);
        this.ExpectSameDType(a, b);
        if (a.Rank < 2 || b.Rank < 2)
            throw this.Error($"{a} and {b} must be matrices or stacks of them.");
        (Dim rows, Dim inner) = AdjX ? (a.Shape[^1], a.Shape[^2]) : (a.Shape[^2], a.Shape[^1]);
        (Dim depth, Dim columns) = AdjY ? (b.Shape[^1], b.Shape[^2]) : (b.Shape[^2], b.Shape[^1]);
        this.ExpectSame(inner, depth, "the inner sizes");
        return [a.WithShape([.. this.Broadcast(a.Shape[..^2], b.Shape[..^2]), rows, columns])];
    }
}
