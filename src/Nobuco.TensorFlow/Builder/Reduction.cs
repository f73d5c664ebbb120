using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    public static TfTensor Mean(TfTensor x, Seq<int> axes, bool keepDims = false) => Reduce(new Mean(Normalize(axes, x.Rank), keepDims), x);

    public static TfTensor Sum(TfTensor x, Seq<int> axes, bool keepDims = false) => Reduce(new Sum(Normalize(axes, x.Rank), keepDims), x);

    public static TfTensor Max(TfTensor x, Seq<int> axes, bool keepDims = false) => Reduce(new Max(Normalize(axes, x.Rank), keepDims), x);

    public static TfTensor Min(TfTensor x, Seq<int> axes, bool keepDims = false) => Reduce(new Min(Normalize(axes, x.Rank), keepDims), x);

    public static TfTensor Prod(TfTensor x, Seq<int> axes, bool keepDims = false) => Reduce(new Prod(Normalize(axes, x.Rank), keepDims), x);

    public static TfTensor All(TfTensor x, Seq<int> axes, bool keepDims = false) => Reduce(new All(Normalize(axes, x.Rank), keepDims), x);

    public static TfTensor Any(TfTensor x, Seq<int> axes, bool keepDims = false) => Reduce(new Any(Normalize(axes, x.Rank), keepDims), x);

    public static TfTensor ArgMax(TfTensor x, int axis, DType dtype = DType.Int64) => Arg(new ArgMax(Normalize(axis, x.Rank), dtype), x);

    public static TfTensor ArgMin(TfTensor x, int axis, DType dtype = DType.Int64) => Arg(new ArgMin(Normalize(axis, x.Rank), dtype), x);

    /// <summary>The k largest elements along the last physical axis and their indices.</summary>
    public static (TfTensor Values, TfTensor Indices) TopKV2(TfTensor x, long k)
    {
        TfTensor[] results = MakeSeveral(new TopKV2(k), x.Order, x);
        return (results[0], results[1]);
    }

    public static TfTensor Cumsum(TfTensor x, int axis, bool exclusive = false, bool reverse = false) =>
        Like(x, new Cumsum(Normalize(axis, x.Rank), exclusive, reverse));

    private static TfTensor Reduce(ReductionOp op, TfTensor x) =>
        op.Axes.Count == 0 ? x : Make(op, op.KeepDims ? x.Order : x.Order.Without(op.Axes), x);

    private static TfTensor Arg(ArgOp op, TfTensor x) => Make(op, x.Order.Without([op.Axis]), x);
}
