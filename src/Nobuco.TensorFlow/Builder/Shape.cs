using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <summary>The same elements in row-major order of the physical axes. One size may be −1: what is left of the elements.</summary>
    public static TfTensor Reshape(TfTensor x, Seq<Dim> shape)
    {
        Seq<Dim> resolved = ResolveRest(x, shape);
        if (resolved == x.Shape)
            return new TfTensor(x.Value);
        if (x.Constant is { } constant && resolved.All(static s => s.IsConstant) && constant.TryView(resolved.Select(static s => s.Value).ToSeq()) is { } view)
            return ConstantView(x, view);
        return Make(new Reshape(resolved), x);
    }

    /// <summary>Axis i of the result is axis perm[i]. Of a constant it is a view.</summary>
    public static TfTensor Transpose(TfTensor x, Seq<int> perm) =>
        new(Permute(x, perm.Select(axis => Normalize(axis, x.Rank)).ToSeq()).Value);

    /// <summary>New axes of size 1 at these places of the result.</summary>
    public static TfTensor ExpandDims(TfTensor x, Seq<int> axes)
    {
        if (axes.Count == 0)
            return x;
        Seq<int> places = Normalize(axes, x.Rank + axes.Count);
        if (x.Constant is { } constant)
            return ConstantView(x, places.Aggregate(constant, static (view, axis) => view.Unsqueeze(axis)));
        return Make(new ExpandDims(places), x);
    }

    /// <summary>Removes axes of size 1.</summary>
    public static TfTensor Squeeze(TfTensor x, Seq<int> axes)
    {
        if (axes.Count == 0)
            return x;
        Seq<int> places = Normalize(axes, x.Rank);
        AxisOrder order = x.Order.Without(places);
        if (x.Constant is { } constant && places.All(axis => constant.Shape[axis] == 1))
            return ConstantView(x, places.Reverse().Aggregate(constant, static (view, axis) => view.Squeeze(axis))).WithOrder(order);
        return Make(new Squeeze(places), order, x);
    }

    /// <summary>One after the other along an axis of the first; the others are brought to its order.</summary>
    public static TfTensor ConcatV2(IReadOnlyList<TfTensor> values, int axis)
    {
        AxisOrder order = values[0].Order;
        return values.Count == 1
            ? values[0]
            : Make(new ConcatV2(Normalize(axis, order.Rank)), order, [.. values.Select(x => ToOrder(x, order))]);
    }

    /// <summary>One beside the other along a new axis; all are brought to the order of the first.</summary>
    public static TfTensor Pack(IReadOnlyList<TfTensor> values, int axis = 0)
    {
        AxisOrder order = values[0].Order;
        return Make(new Pack(Normalize(axis, order.Rank + 1)), [.. values.Select(x => ToOrder(x, order))]);
    }

    public static TfTensor[] Unpack(TfTensor x, int num, int axis = 0)
    {
        int place = Normalize(axis, x.Rank);
        return MakeSeveral(new Unpack(num, place), x.Order.Without([place]), x);
    }

    public static TfTensor[] Split(TfTensor x, int num, int axis) => MakeSeveral(new Split(num, Normalize(axis, x.Rank)), x.Order, x);

    public static TfTensor[] SplitV(TfTensor x, Seq<long> sizes, int axis) => MakeSeveral(new SplitV(sizes, Normalize(axis, x.Rank)), x.Order, x);

    /// <summary>Elements begin, begin + stride, … before end of every axis. Bounds are resolved: not negative, not beyond the size.</summary>
    public static TfTensor StridedSlice(TfTensor x, Seq<Dim> begin, Seq<Dim> end, Seq<long> strides)
    {
        bool all = begin.All(static b => b == Dim.Zero) && end == x.Shape && strides.All(static s => s == 1);
        return all ? x : Like(x, new StridedSlice(begin, end, strides));
    }

    /// <summary>Elements begin, begin + stride, … before end of one axis.</summary>
    public static TfTensor Slice(TfTensor x, int axis, Dim begin, Dim end, long stride = 1)
    {
        int place = Normalize(axis, x.Rank);
        return StridedSlice(x, Seq.Repeat(Dim.Zero, x.Rank).With(place, begin), x.Shape.With(place, end), Seq.Repeat(1L, x.Rank).With(place, stride));
    }

    /// <summary>x with the elements of a slice taken from a tensor of the slice's shape.</summary>
    public static TfTensor TensorStridedSliceUpdate(TfTensor x, Seq<Dim> begin, Seq<Dim> end, Seq<long> strides, TfTensor value) =>
        Like(x, new TensorStridedSliceUpdate(begin, end, strides), ToOrder(value, x.Order));

    public static TfTensor Tile(TfTensor x, Seq<Dim> multiples) => multiples.All(static m => m == Dim.One) ? x : Like(x, new Tile(multiples));

    /// <summary>NumPy's broadcasting to a physical shape.</summary>
    public static TfTensor BroadcastTo(TfTensor x, Seq<Dim> shape) => shape == x.Shape
        ? x
        : Make(new BroadcastTo(shape), x.Order.WithLeading(Math.Max(shape.Count - x.Rank, 0)), x);

    public static TfTensor ReverseV2(TfTensor x, Seq<int> axes) => axes.Count == 0 ? x : Like(x, new ReverseV2(Normalize(axes, x.Rank)));

    /// <param name="x">[N, H, W, C]</param>
    public static TfTensor SpaceToDepth(TfTensor x, int blockSize) => blockSize == 1 ? x : Like(x, new SpaceToDepth(blockSize));

    /// <param name="x">[N, H, W, C]</param>
    public static TfTensor DepthToSpace(TfTensor x, int blockSize) => blockSize == 1 ? x : Like(x, new DepthToSpace(blockSize));

    /// <summary>The physical shape as an int32 vector.</summary>
    public static TfTensor Shape(TfTensor x) => Make(new Shape(), x);

    private static Seq<Dim> ResolveRest(TfTensor x, Seq<Dim> shape)
    {
        int rest = shape.ToList().IndexOf(-1);
        return rest < 0 ? shape : shape.With(rest, Dim.FloorDiv(x.Shape.Product(), shape.Without(rest).Product()));
    }
}
