using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets;

/// <summary>
/// The elements of a tensor in row-major order as contiguous pieces of bounded size: of the tensor itself where it is contiguous, otherwise gathered
/// into one buffer that the next piece overwrites. So a strided view of a mapped file is read without a copy of it in memory.
/// </summary>
internal static class TensorPieces
{
    private const int MaxBytes = 1 << 20;

    public static IEnumerable<Tensor> Of(Tensor tensor)
    {
        if (tensor.Count == 0)
            return [];
        return tensor.IsContiguous
            ? Split(tensor.Reshape([tensor.Count]))
            : Gather(tensor);
    }

    private static IEnumerable<Tensor> Gather(Tensor tensor)
    {
        var buffer = new ArrayStorage(Math.Min(MaxBytes, tensor.ByteCount), zeroed: false);
        foreach (Tensor piece in Split(tensor))
        {
            var gathered = new Tensor(buffer, piece.DType, piece.Shape, ShapeMath.ContiguousStrides(piece.Shape), 0);
            gathered.CopyFrom(piece);
            yield return gathered;
        }
    }

    /// <summary>Cuts the outermost axes until the pieces are small enough.</summary>
    private static IEnumerable<Tensor> Split(Tensor tensor)
    {
        if (tensor.ByteCount <= MaxBytes)
            return [tensor];
        long size = tensor.Shape[0], rows = MaxBytes / (tensor.ByteCount / size);
        if (rows == 0)
            return Enumerable.Range(0, checked((int)size)).SelectMany(i => Split(tensor.Select(0, i)));
        return Enumerable.Range(0, checked((int)((size + rows - 1) / rows))).Select(i => tensor.Slice(0, i * rows, Math.Min(size, (i + 1) * rows)));
    }
}
