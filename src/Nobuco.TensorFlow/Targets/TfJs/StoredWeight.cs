using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>How a tensor lies in the shards.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Stored">The type of its bytes, which are not aligned.</param>
/// <param name="Scale">Of affine quantisation: an element is code · Scale + Min.</param>
/// <param name="Min">The element that code 0 stands for.</param>
internal sealed record StoredWeight(string Name, Tensor Tensor, DType Stored, double? Scale = null, double? Min = null)
{
    /// <summary>The largest finite number of half precision.</summary>
    private const double MaxHalf = 65504;

    public long ByteCount => Tensor.Count * Stored.Size();

    /// <summary>
    /// Float32 tensors of more than one element are quantised. Those with infinities, or with numbers that half precision does not have, are kept as they are.
    /// </summary>
    public static StoredWeight Of(string name, Tensor tensor, WeightQuantization quantization)
    {
        if (quantization == WeightQuantization.None || tensor.DType != DType.Float32 || tensor.Count <= 1)
            return new StoredWeight(name, tensor, tensor.DType);
        (float min, float max) = Range(tensor);
        return quantization switch
        {
            _ when !float.IsFinite(min) || !float.IsFinite(max) => new StoredWeight(name, tensor, tensor.DType),
            WeightQuantization.Float16 when Math.Max(-(double)min, max) > MaxHalf => new StoredWeight(name, tensor, tensor.DType),
            WeightQuantization.Float16 => new StoredWeight(name, tensor, DType.Float16),
            WeightQuantization.UInt8 => Affine(name, tensor, DType.UInt8, min, max),
            _ => Affine(name, tensor, DType.UInt16, min, max),
        };
    }

    /// <summary>The bytes in pieces of bounded size.</summary>
    public IEnumerable<Tensor> Pieces() => TensorPieces.Of(Tensor).Select(piece => Scale is null ? piece.Cast(Stored) : Codes(piece));

    /// <summary>Codes 0 … 2ᵇ − 1 from the smallest element to the largest; 0 is stored exactly where it lies between.</summary>
    private static StoredWeight Affine(string name, Tensor tensor, DType stored, double min, double max)
    {
        if (min == max)
            return new StoredWeight(name, tensor, stored, 1, min);
        double scale = (max - min) / (Math.Pow(2, 8 * stored.Size()) - 1);
        double first = min <= 0 && max >= 0 ? -Math.Round(-min / scale) * scale : min;
        return new StoredWeight(name, tensor, stored, scale, first);
    }

    private static (float Min, float Max) Range(Tensor tensor)
    {
        (float min, float max) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (Tensor piece in TensorPieces.Of(tensor))
        {
            ReadOnlySpan<float> elements = piece.ReadOnlySpan<float>();
            min = Math.Min(min, System.Numerics.Tensors.TensorPrimitives.Min(elements));
            max = Math.Max(max, System.Numerics.Tensors.TensorPrimitives.Max(elements));
        }
        return (min, max);
    }

    private Tensor Codes(Tensor piece)
    {
        ReadOnlySpan<float> elements = piece.Contiguous().ReadOnlySpan<float>();
        double largest = Math.Pow(2, 8 * Stored.Size()) - 1;
        var codes = new int[elements.Length];
        for (int i = 0; i < codes.Length; i++)
            codes[i] = (int)Math.Clamp(Math.Round((elements[i] - Min!.Value) / Scale!.Value), 0, largest);
        return Tensor.From(codes, codes.Length).Cast(Stored);
    }
}
