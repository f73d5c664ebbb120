using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>A reduction over axes, which stay with size 1 or vanish.</summary>
public abstract record ReductionOp(Seq<int> Axes, bool KeepDims) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        this.ExpectAxes(Axes, inputs[0].Rank);
        Seq<Dim> shape = inputs[0].Shape;
        return KeepDims
            ? [inputs[0].WithShape(shape.Select((size, axis) => Axes.Contains(axis) ? Dim.One : size))]
            : [inputs[0].WithShape(shape.Where((_, axis) => !Axes.Contains(axis)))];
    }
}

public sealed record Mean(Seq<int> Axes, bool KeepDims) : ReductionOp(Axes, KeepDims);

public sealed record Sum(Seq<int> Axes, bool KeepDims) : ReductionOp(Axes, KeepDims);

public sealed record Max(Seq<int> Axes, bool KeepDims) : ReductionOp(Axes, KeepDims);

public sealed record Min(Seq<int> Axes, bool KeepDims) : ReductionOp(Axes, KeepDims);

public sealed record Prod(Seq<int> Axes, bool KeepDims) : ReductionOp(Axes, KeepDims);

public sealed record All(Seq<int> Axes, bool KeepDims) : ReductionOp(Axes, KeepDims)
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectBool(inputs[0]);
        return result;
    }
}

public sealed record Any(Seq<int> Axes, bool KeepDims) : ReductionOp(Axes, KeepDims)
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectBool(inputs[0]);
        return result;
    }
}

/// <summary>The index of the first largest (smallest) element along the axis, which vanishes.</summary>
public abstract record ArgOp(int Axis, DType DType) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        this.ExpectAxis(Axis, inputs[0].Rank);
        return [new TfType(DType, inputs[0].Shape.Without(Axis))];
    }
}

public sealed record ArgMax(int Axis, DType DType) : ArgOp(Axis, DType);

public sealed record ArgMin(int Axis, DType DType) : ArgOp(Axis, DType);

/// <summary>The K largest elements along the last axis, largest first, and their indices (int32).</summary>
public sealed record TopKV2(long K) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        if (inputs[0].Rank == 0 || inputs[0].Shape[^1].TryValue < K)
            throw this.Error($"{inputs[0]} does not have {K} elements on its last axis.");
        Seq<Dim> shape = [.. inputs[0].Shape[..^1], K];
        return [inputs[0].WithShape(shape), new TfType(DType.Int32, shape)];
    }
}

/// <summary>Running sums along the axis; exclusive leaves an element itself out, reverse starts at the end.</summary>
public sealed record Cumsum(int Axis, bool Exclusive, bool Reverse) : UnaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectAxis(Axis, inputs[0].Rank);
        return result;
    }
}
