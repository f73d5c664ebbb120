using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>The same elements in row-major order. An integer vector after x carries the shape at run time.</summary>
public sealed record Reshape(Seq<Dim> Shape) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1, 2);
        if (inputs.Count == 2)
            this.ExpectShapeInput(inputs[1], Shape.Count);
        Dim from = inputs[0].Shape.Product(), to = Shape.Product();
        // Different polynomials may still be equal numbers (floors), so that only constants are compared.
        if (from.IsConstant && to.IsConstant && from != to)
            throw this.Error($"{inputs[0]} has {from} elements, {Shape} has {to}.");
        return [inputs[0] with { Shape = Shape }];
    }
}

/// <summary>Axis i of the result is axis Perm[i].</summary>
public sealed record Transpose(Seq<int> Perm) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        this.ExpectPerAxis(Perm.Count, inputs[0].Rank, "axes in the permutation");
        this.ExpectAxes(Perm, inputs[0].Rank);
        return [inputs[0].WithShape(Perm.Select(axis => inputs[0].Shape[axis]))];
    }
}

/// <summary>New axes of size 1 at these places of the result.</summary>
public sealed record ExpandDims(Seq<int> Axes) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        int rank = inputs[0].Rank + Axes.Count;
        this.ExpectAxes(Axes, rank);
        var old = new Queue<Dim>(inputs[0].Shape);
        return [inputs[0].WithShape(Enumerable.Range(0, rank).Select(axis => Axes.Contains(axis) ? Dim.One : old.Dequeue()))];
    }
}

/// <summary>Removes axes of size 1.</summary>
public sealed record Squeeze(Seq<int> Axes) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        this.ExpectAxes(Axes, inputs[0].Rank);
        foreach (int axis in Axes)
            this.ExpectSame(inputs[0].Shape[axis], Dim.One, $"the size of axis {axis} of {inputs[0]} and 1");
        return [inputs[0].WithShape(inputs[0].Shape.Where((_, axis) => !Axes.Contains(axis)))];
    }
}

/// <summary>One after the other along an axis.</summary>
public sealed record ConcatV2(int Axis, Activation Activation = Activation.None) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1, int.MaxValue);
        TfType first = inputs[0];
        this.ExpectAxis(Axis, first.Rank);
        foreach (TfType input in inputs)
        {
            this.ExpectSameDType(first, input);
            if (input.Rank != first.Rank || input.Shape.Without(Axis).Zip(first.Shape.Without(Axis)).Any(static pair => OpInference.Differ(pair.First, pair.Second)))
                throw this.Error($"{first} and {input} differ on other axes than {Axis}.");
        }
        Dim size = inputs.Aggregate(Dim.Zero, (sum, input) => sum + input.Shape[Axis]);
        return [first with { Shape = first.Shape.With(Axis, size) }];
    }
}

/// <summary>One beside the other along a new axis.</summary>
public sealed record Pack(int Axis) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1, int.MaxValue);
        TfType first = inputs[0];
        this.ExpectAxis(Axis, first.Rank + 1);
        foreach (TfType input in inputs)
        {
            if (input != first)
                throw this.Error($"{first} and {input} differ.");
        }
        return [first.WithShape([.. first.Shape[..Axis], inputs.Count, .. first.Shape[Axis..]])];
    }
}

/// <summary>The Num slices along an axis, which vanishes.</summary>
public sealed record Unpack(int Num, int Axis) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        this.ExpectAxis(Axis, inputs[0].Rank);
        this.ExpectSame(inputs[0].Shape[Axis], Num, $"the size of axis {Axis} and the number of results");
        return Seq.Repeat(inputs[0] with { Shape = inputs[0].Shape.Without(Axis) }, Num);
    }
}

/// <summary>Num equal parts along an axis.</summary>
public sealed record Split(int Num, int Axis) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        this.ExpectAxis(Axis, inputs[0].Rank);
        Dim size = inputs[0].Shape[Axis], part = Dim.FloorDiv(size, Num);
        if (part * Num != size)
            throw this.Error($"axis {Axis} of {inputs[0]} does not divide into {Num} parts.");
        return Seq.Repeat(inputs[0] with { Shape = inputs[0].Shape.With(Axis, part) }, Num);
    }
}

/// <summary>Parts of the given sizes along an axis.</summary>
public sealed record SplitV(Seq<long> Sizes, int Axis) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        this.ExpectAxis(Axis, inputs[0].Rank);
        this.ExpectSame(inputs[0].Shape[Axis], Sizes.Sum(), $"the size of axis {Axis} and the sum of {Sizes}");
        return Sizes.Select(size => inputs[0] with { Shape = inputs[0].Shape.With(Axis, size) }).ToSeq();
    }
}

/// <summary>
/// Elements Begin, Begin + Stride, … before End (after End for a negative stride) of every axis. The bounds are resolved as Python's
/// <c>slice.indices</c> does: 0 ≤ Begin ≤ End ≤ size, and with a negative stride −1 ≤ End ≤ Begin &lt; size, where −1 is before the first element.
/// Two integer vectors after x carry Begin and End at run time.
/// </summary>
public sealed record StridedSlice(Seq<Dim> Begin, Seq<Dim> End, Seq<long> Strides) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1, 3);
        TfType x = inputs[0];
        this.ExpectPerAxis(Begin.Count, x.Rank, "begins");
        this.ExpectPerAxis(End.Count, x.Rank, "ends");
        this.ExpectPerAxis(Strides.Count, x.Rank, "strides");
        foreach (TfType bound in inputs[1..])
            this.ExpectShapeInput(bound, x.Rank);
        return [x.WithShape(Enumerable.Range(0, x.Rank).Select(axis => Length(axis, x.Shape[axis])))];
    }

    private Dim Length(int axis, Dim size)
    {
        (Dim begin, Dim end, long stride) = (Begin[axis], End[axis], Strides[axis]);
        Dim length = stride > 0 ? end - begin : begin - end;
        Dim inside = stride > 0 ? size - end : size - 1 - begin;
        if (stride == 0 || length.TryValue < 0 || inside.TryValue < 0 || begin.TryValue < 0)
            throw this.Error($"[{begin}:{end}:{stride}] is not a range of axis {axis} with size {size}.");
        return Dim.CeilDiv(length, Math.Abs(stride));
    }
}

/// <summary>x, value: x in which the elements of a <see cref="StridedSlice"/> are those of value, which has the slice's shape.</summary>
public sealed record TensorStridedSliceUpdate(Seq<Dim> Begin, Seq<Dim> End, Seq<long> Strides) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 2);
        this.ExpectSameDType(inputs[0], inputs[1]);
        TfType slice = new StridedSlice(Begin, End, Strides).Infer([inputs[0]])[0];
        if (!slice.Shape.Zip(inputs[1].Shape).All(static pair => pair.First == pair.Second || !(pair.First - pair.Second).IsConstant) || slice.Rank != inputs[1].Rank)
            throw this.Error($"the value {inputs[1]} does not have the slice's shape {slice.Shape}.");
        return [inputs[0]];
    }
}

/// <summary>Repeats every axis. An integer vector after x carries the multiples at run time.</summary>
public sealed record Tile(Seq<Dim> Multiples) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1, 2);
        this.ExpectPerAxis(Multiples.Count, inputs[0].Rank, "multiples");
        if (inputs.Count == 2)
            this.ExpectShapeInput(inputs[1], Multiples.Count);
        return [inputs[0].WithShape(inputs[0].Shape.Select((size, axis) => size * Multiples[axis]))];
    }
}

/// <summary>NumPy's broadcasting to a shape. An integer vector after x carries the shape at run time.</summary>
public sealed record BroadcastTo(Seq<Dim> Shape) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1, 2);
        if (this.Broadcast(inputs[0].Shape, Shape) != Shape)
            throw this.Error($"{inputs[0]} does not broadcast to {Shape}.");
        if (inputs.Count == 2)
            this.ExpectShapeInput(inputs[1], Shape.Count);
        return [inputs[0] with { Shape = Shape }];
    }
}

/// <summary>Reverses the order of elements along the axes.</summary>
public sealed record ReverseV2(Seq<int> Axes) : UnaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectAxes(Axes, inputs[0].Rank);
        return result;
    }
}

/// <summary>[N, H, W, C] → [N, H / b, W / b, C · b²]: channel (y · b + x) · C + c is element (y, x) of a block.</summary>
public sealed record SpaceToDepth(int BlockSize) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        this.ExpectRank(inputs[0], 4, "the input");
        Seq<Dim> shape = inputs[0].Shape;
        if (Enumerable.Range(1, 2).Any(axis => shape[axis].TryValue % BlockSize is not (null or 0)))
            throw this.Error($"{inputs[0]} does not divide into blocks of {BlockSize}.");
        return [inputs[0].WithShape([shape[0], Dim.FloorDiv(shape[1], BlockSize), Dim.FloorDiv(shape[2], BlockSize), shape[3] * BlockSize * BlockSize])];
    }
}

/// <summary>[N, H, W, C] → [N, H · b, W · b, C / b²]: the inverse of <see cref="SpaceToDepth"/>.</summary>
public sealed record DepthToSpace(int BlockSize) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        this.ExpectRank(inputs[0], 4, "the input");
        Seq<Dim> shape = inputs[0].Shape;
        if (shape[3].TryValue % (BlockSize * BlockSize) is not (null or 0))
            throw this.Error($"the channels of {inputs[0]} do not divide into blocks of {BlockSize}.");
        return [inputs[0].WithShape([shape[0], shape[1] * BlockSize, shape[2] * BlockSize, Dim.FloorDiv(shape[3], BlockSize * BlockSize)])];
    }
}

/// <summary>The shape of x as an int32 vector.</summary>
public sealed record Shape : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        return [new TfType(DType.Int32, [inputs[0].Rank])];
    }
}
