using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

internal static class IndexingKernels
{
    public static void AddTo(KernelTable table)
    {
        table.Add<GatherV2>(static (op, call) => Gathering.Take(call[0], op.Axis, call[1], op.BatchDims));
        table.Add<GatherNd>(static (_, call) => Gathering.GatherNd(call[0], call[1]));
        table.Add<ScatterNd>(static (op, call) =>
            Scattering.ScatterNd(Tensor.Zeros(call[1].DType, call.Sizes(op.Shape, 2)), call[0], call[1], ScatterMode.Add));
        table.Add<TensorScatterUpdate>(static (_, call) => Scattering.ScatterNd(call[0], call[1], call[2]));
        table.Add<OneHot>(static (op, call) => OneHot(call[0], call.Size(op.Depth), op.Axis, call[1], call[2]));
        table.Add<Where>(static (_, call) => Gathering.NonZero(call[0]));
    }

    private static Tensor OneHot(Tensor indices, long depth, int axis, Tensor on, Tensor off)
    {
        Tensor wanted = indices.Cast(DType.Int64).Unsqueeze(axis);
        Tensor places = Tensor.From(Enumerable.Range(0, (int)depth).Select(static i => (long)i).ToArray(), depth);
        Seq<long> alongAxis = Seq.Repeat(1L, wanted.Rank).With(axis, depth);
        return Elementwise.Select(Elementwise.Compare(CompareKind.Equal, wanted, places.Reshape(alongAxis)), on, off);
    }
}
