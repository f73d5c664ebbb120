using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>
/// The buffers of a file, equal ones once. Only the beginning of a constant is read to find candidates; whole contents are compared
/// only with those.
/// </summary>
internal sealed class BufferTable
{
    private const int SampleBytes = 512;

    private readonly Dictionary<(long ByteCount, ulong Sample), List<int>> _bySample = [];

    // The first buffer is the one of everything that is not constant.
    private readonly List<Tensor?> _buffers = [null];

    public Seq<Tensor?> Buffers => [.. _buffers];

    public int Add(Tensor tensor)
    {
        (long, ulong) key = (tensor.ByteCount, Sample(tensor));
        if (!_bySample.TryGetValue(key, out List<int>? candidates))
            _bySample.Add(key, candidates = []);
        foreach (int candidate in candidates)
        {
            if (HaveSameBytes(_buffers[candidate]!, tensor))
                return candidate;
        }
        candidates.Add(_buffers.Count);
        _buffers.Add(tensor);
        return _buffers.Count - 1;
    }

    private static bool HaveSameBytes(Tensor left, Tensor right)
    {
        if (left.Storage == right.Storage && left.Offset == right.Offset && left.Shape == right.Shape && left.Strides == right.Strides && left.DType == right.DType)
            return true;
        using IEnumerator<Tensor> lefts = TensorPieces.Of(left).GetEnumerator(), rights = TensorPieces.Of(right).GetEnumerator();
        ReadOnlySpan<byte> a = [], b = [];
        while (Next(lefts, ref a) && Next(rights, ref b))
        {
            int common = Math.Min(a.Length, b.Length);
            if (!a[..common].SequenceEqual(b[..common]))
                return false;
            a = a[common..];
            b = b[common..];
        }
        return true;
    }

    /// <summary>Fetches another piece when the last one is used up; false at the end.</summary>
    private static bool Next(IEnumerator<Tensor> pieces, ref ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
            return true;
        if (!pieces.MoveNext())
            return false;
        bytes = pieces.Current.ReadOnlyBytes();
        return true;
    }

    /// <summary>A hash (FNV-1a) of the first bytes.</summary>
    private static ulong Sample(Tensor tensor)
    {
        ulong hash = 14695981039346656037;
        foreach (Tensor piece in TensorPieces.Of(Head(tensor)))
        {
            foreach (byte value in piece.ReadOnlyBytes()[..(int)Math.Min(SampleBytes, piece.ByteCount)])
                hash = (hash ^ value) * 1099511628211;
            break;
        }
        return hash;
    }

    /// <summary>The first index along the outer axes for as long as what follows still has the sample's size.</summary>
    private static Tensor Head(Tensor tensor)
    {
        while (tensor.Rank > 0 && tensor.Count > 0 && tensor.ByteCount / tensor.Shape[0] >= SampleBytes)
            tensor = tensor.Select(0, 0);
        return tensor;
    }
}
