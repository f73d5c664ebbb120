using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <summary>Elements of x along an axis; the first axes of both go together.</summary>
    public static TfTensor GatherV2(TfTensor x, TfTensor indices, int axis, int batchDims = 0)
    {
        var op = new GatherV2(Normalize(axis, x.Rank), batchDims);
        return indices.Rank == batchDims + 1 ? Like(x, op, indices) : Make(op, x, indices);
    }

    /// <param name="indices">[…, n]: indices of the first n axes</param>
    public static TfTensor GatherNd(TfTensor x, TfTensor indices) => Make(new GatherNd(), x, indices);

    /// <summary>Zeros to which the updates are added at the indices.</summary>
    public static TfTensor ScatterNd(TfTensor indices, TfTensor updates, Seq<Dim> shape) => Make(new ScatterNd(shape), indices, updates);

    /// <summary>x with the updates written at the indices.</summary>
    public static TfTensor TensorScatterUpdate(TfTensor x, TfTensor indices, TfTensor updates) => Like(x, new TensorScatterUpdate(), indices, updates);

    /// <param name="axis">The place of the new axis in the result</param>
    public static TfTensor OneHot(TfTensor indices, Dim depth, TfTensor onValue, TfTensor offValue, int axis = -1) =>
        Make(new OneHot(depth, Normalize(axis, indices.Rank + 1)), indices, onValue, offValue);

    /// <summary>The indices of the elements that are not zero: int64 [count, rank].</summary>
    public static TfTensor Where(TfTensor x, Dim count) => Make(new Where(count), x);
}
