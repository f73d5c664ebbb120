using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>
/// params, indices → params.shape[..Axis] + indices.shape[BatchDims..] + params.shape[Axis+1..]; the first BatchDims axes of both go together.
/// </summary>
public sealed record GatherV2(int Axis, int BatchDims = 0) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 2);
        (TfType x, TfType indices) = (inputs[0], inputs[1]);
        this.ExpectInteger(indices, "the indices");
        this.ExpectAxis(Axis, x.Rank);
        if (BatchDims < 0 || BatchDims > Axis || BatchDims > indices.Rank)
            throw this.Error($"{BatchDims} batch axes do not fit axis {Axis} of {x} and the indices {indices}.");
        for (int i = 0; i < BatchDims; i++)
            this.ExpectSame(x.Shape[i], indices.Shape[i], "the batch sizes");
        return [x.WithShape([.. x.Shape[..Axis], .. indices.Shape[BatchDims..], .. x.Shape[(Axis + 1)..]])];
    }
}

/// <summary>params, indices […, n] → indices.shape[..^1] + params.shape[n..]</summary>
public sealed record GatherNd : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 2);
        int depth = this.IndexDepth(inputs[1], inputs[0].Rank);
        return [inputs[0].WithShape([.. inputs[1].Shape[..^1], .. inputs[0].Shape[depth..]])];
    }
}

/// <summary>
/// indices […, n], updates → zeros of <paramref name="Shape"/> with the updates added at the indices. An integer vector after these carries
/// the shape at run time.
/// </summary>
public sealed record ScatterNd(Seq<Dim> Shape) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 2, 3);
        this.ExpectUpdates(inputs[0], inputs[1], Shape);
        if (inputs.Count == 3)
            this.ExpectShapeInput(inputs[2], Shape.Count);
        return [inputs[1] with { Shape = Shape }];
    }
}

/// <summary>tensor, indices […, n], updates → the tensor with the updates written at the indices.</summary>
public sealed record TensorScatterUpdate : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 3);
        this.ExpectSameDType(inputs[0], inputs[2]);
        this.ExpectUpdates(inputs[1], inputs[2], inputs[0].Shape);
        return [inputs[0]];
    }
}

/// <summary>indices, on value, off value (scalars) → a new axis of size <paramref name="Depth"/> before axis <paramref name="Axis"/>.</summary>
public sealed record OneHot(Dim Depth, int Axis) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 3);
        this.ExpectInteger(inputs[0], "the indices");
        this.ExpectScalar(inputs[1], "the on value");
        this.ExpectScalar(inputs[2], "the off value");
        this.ExpectSameDType(inputs[1], inputs[2]);
        this.ExpectAxis(Axis, inputs[0].Rank + 1);
        Seq<Dim> shape = inputs[0].Shape;
        return [inputs[1].WithShape([.. shape[..Axis], Depth, .. shape[Axis..]])];
    }
}

/// <summary>The indices of the elements that are not zero, in row-major order: int64 [<paramref name="Count"/>, rank]. Count is a symbol.</summary>
public sealed record Where(Dim Count) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        return [new TfType(DType.Int64, [Count, inputs[0].Rank])];
    }
}

/// <summary>Checks that gather and scatter share.</summary>
internal static class IndexingInference
{
    /// <summary>The length of the index vectors on the last axis.</summary>
    public static int IndexDepth(this Op op, TfType indices, int rank)
    {
        op.ExpectInteger(indices, "the indices");
        if (indices.Rank == 0 || indices.Shape[^1].TryValue is not { } depth || depth > rank)
            throw op.Error($"the last axis of the indices {indices} does not index {rank} axes.");
        return (int)depth;
    }

    public static void ExpectUpdates(this Op op, TfType indices, TfType updates, Seq<Dim> shape)
    {
        int depth = op.IndexDepth(indices, shape.Count);
        Seq<Dim> expected = [.. indices.Shape[..^1], .. shape[depth..]];
        if (updates.Shape != expected)
            throw op.Error($"the updates {updates} do not have the shape {expected}.");
    }
}
