using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>Scalars start, limit, delta → the vector start, start + delta, … before limit; <paramref name="Size"/> is its length.</summary>
public sealed record Range(Dim Size) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 3);
        foreach (TfType input in inputs)
        {
            this.ExpectScalar(input, "the operand");
            this.ExpectSameDType(inputs[0], input);
        }
        return [new TfType(inputs[0].DType, [Size])];
    }
}

/// <summary>A scalar → a tensor of shape <paramref name="Dims"/> filled with it. An integer vector after it carries the shape at run time.</summary>
public sealed record Fill(Seq<Dim> Dims) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1, 2);
        this.ExpectScalar(inputs[0], "the value");
        if (inputs.Count == 2)
            this.ExpectShapeInput(inputs[1], Dims.Count);
        return [inputs[0] with { Shape = Dims }];
    }
}

/// <summary>
/// The vector of the given sizes. Not an operation of TensorFlow: it lets symbolic sizes take part in arithmetic and is replaced by
/// what computes them from the graph's inputs (<see cref="DimMaterializer"/>) before a file is written.
/// </summary>
public sealed record Sizes(Seq<Dim> Dims, DType DType) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 0);
        return [new TfType(DType, [Dims.Count])];
    }
}
