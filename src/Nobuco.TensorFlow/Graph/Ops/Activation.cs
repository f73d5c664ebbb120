using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>max(x, 0)</summary>
public sealed record Relu : UnaryOp;

/// <summary>min(max(x, 0), 6)</summary>
public sealed record Relu6 : UnaryOp;

/// <summary>min(max(x, −1), 1)</summary>
public sealed record ReluN1To1 : UnaryOp;

/// <summary>x if x &gt; 0, else Alpha · x</summary>
public sealed record LeakyRelu(double Alpha) : FloatUnaryOp;

/// <summary>x if x &gt; 0, else Alpha · (eˣ − 1)</summary>
public sealed record Elu(double Alpha) : FloatUnaryOp;

/// <summary>scale · elu(x) with the constants that keep mean and variance.</summary>
public sealed record Selu : FloatUnaryOp;

/// <summary>log(1 + eˣ)</summary>
public sealed record Softplus : FloatUnaryOp;

/// <summary>x / (1 + |x|)</summary>
public sealed record Softsign : FloatUnaryOp;

/// <summary>x · Φ(x); approximate: x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
public sealed record Gelu(bool Approximate) : FloatUnaryOp;

/// <summary>x · min(max(x + 3, 0), 6) / 6</summary>
public sealed record HardSwish : FloatUnaryOp;

/// <summary>x, alpha (broadcast to x): x if x &gt; 0, else alpha · x.</summary>
public sealed record PRelu : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 2);
        this.ExpectSameDType(inputs[0], inputs[1]);
        if (this.Broadcast(inputs[0].Shape, inputs[1].Shape) != inputs[0].Shape)
            throw this.Error($"alpha {inputs[1]} does not broadcast to {inputs[0]}.");
        return [inputs[0]];
    }
}

/// <summary>eˣ / Σ eˣ along the axis.</summary>
public sealed record Softmax(int Axis) : FloatUnaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectAxis(Axis, inputs[0].Rank);
        return result;
    }
}

/// <summary>x − log Σ eˣ along the axis.</summary>
public sealed record LogSoftmax(int Axis) : FloatUnaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectAxis(Axis, inputs[0].Rank);
        return result;
    }
}

/// <summary>min(max(x, Min), Max); an infinite bound does not bind.</summary>
public sealed record ClipByValue(double Min, double Max) : UnaryOp;
