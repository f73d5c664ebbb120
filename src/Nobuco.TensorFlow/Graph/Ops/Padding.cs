using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>New elements before and after every axis. An integer matrix [rank, 2] as last input carries the paddings at run time.</summary>
public abstract record PaddingOp(Seq<Dim> Before, Seq<Dim> After) : Op
{
    private protected TfType Padded(Seq<TfType> inputs, int operands)
    {
        this.ExpectInputs(inputs, operands, operands + 1);
        TfType x = inputs[0];
        this.ExpectPerAxis(Before.Count, x.Rank, "paddings before");
        this.ExpectPerAxis(After.Count, x.Rank, "paddings after");
        if (Before.Concat(After).Any(static p => p.TryValue < 0))
            throw this.Error($"paddings {Before} and {After} must not be negative.");
        if (inputs.Count > operands)
            ExpectPaddingsInput(inputs[operands], x.Rank);
        return x.WithShape(x.Shape.Select((size, axis) => Before[axis] + size + After[axis]));
    }

    private void ExpectPaddingsInput(TfType paddings, int rank)
    {
        this.ExpectInteger(paddings, "the paddings input");
        if (paddings.Shape != [rank, 2])
            throw this.Error($"the paddings input {paddings} does not have the shape [{rank}, 2].");
    }
}

/// <summary>Pads with zeros.</summary>
public sealed record Pad(Seq<Dim> Before, Seq<Dim> After) : PaddingOp(Before, After)
{
    public override Seq<TfType> Infer(Seq<TfType> inputs) => [Padded(inputs, 1)];
}

/// <summary>x, value (a scalar): pads with the value.</summary>
public sealed record PadV2(Seq<Dim> Before, Seq<Dim> After) : PaddingOp(Before, After)
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        TfType result = Padded(inputs, 2);
        this.ExpectScalar(inputs[1], "the value");
        this.ExpectSameDType(inputs[0], inputs[1]);
        return [result];
    }
}

/// <summary>Pads by mirroring; symmetric repeats the border element, otherwise (reflection) it does not.</summary>
public sealed record MirrorPad(Seq<Dim> Before, Seq<Dim> After, bool Symmetric) : PaddingOp(Before, After)
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        TfType result = Padded(inputs, 1);
        long border = Symmetric ? 0 : 1;
        for (int axis = 0; axis < Before.Count; axis++)
        {
            if ((inputs[0].Shape[axis] - border - Before[axis]).TryValue < 0 || (inputs[0].Shape[axis] - border - After[axis]).TryValue < 0)
                throw this.Error($"paddings {Before[axis]} and {After[axis]} are larger than axis {axis} of {inputs[0]} allows.");
        }
        return [result];
    }
}
