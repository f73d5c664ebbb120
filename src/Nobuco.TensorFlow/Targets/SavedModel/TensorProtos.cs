using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>Tensors within a file.</summary>
internal static class TensorProtos
{
    /// <summary>The tensor, or null when it is none of numbers.</summary>
    /// <exception cref="InvalidGraphDefException">It has fewer elements than its shape.</exception>
    public static Tensor? Read(TensorProto proto)
    {
        if (proto.Dtype.ToDType() is not { } dtype)
            return null;
        Seq<long> shape = [.. proto.TensorShape?.Dim.Select(static size => size.Size) ?? []];
        Tensor result = Tensor.Zeros(dtype, shape);
        if (proto.TensorContent.Length > 0)
        {
            if (proto.TensorContent.Length != result.ByteCount)
                throw new InvalidGraphDefException($"A constant of shape {shape} has {proto.TensorContent.Length} bytes.");
            proto.TensorContent.Span.CopyTo(result.Storage.Bytes(0, proto.TensorContent.Length));
        }
        else if (Listed(proto) is { Count: > 0 } listed)
        {
            result.CopyFrom(Filled(listed, shape));
        }
        return result;
    }

    private static Tensor Listed(TensorProto proto) => proto switch
    {
        { FloatVal.Count: > 0 } => Tensor.From(proto.FloatVal.ToArray(), proto.FloatVal.Count),
        { DoubleVal.Count: > 0 } => Tensor.From(proto.DoubleVal.ToArray(), proto.DoubleVal.Count),
        { IntVal.Count: > 0 } => Tensor.From(proto.IntVal.ToArray(), proto.IntVal.Count),
        { Int64Val.Count: > 0 } => Tensor.From(proto.Int64Val.ToArray(), proto.Int64Val.Count),
        { BoolVal.Count: > 0 } => Tensor.From(proto.BoolVal.ToArray(), proto.BoolVal.Count),
        { HalfVal.Count: > 0 } => Tensor.From(proto.HalfVal.Select(static bits => BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray(), proto.HalfVal.Count),
        _ => Tensor.From(Array.Empty<float>(), 0),
    };

    /// <summary>The last element fills what is left of the shape.</summary>
    private static Tensor Filled(Tensor listed, Seq<long> shape)
    {
        long count = ShapeMath.Product(shape);
        if (listed.Count > count)
            throw new InvalidGraphDefException($"A constant of shape {shape} has {listed.Count} elements.");
        Tensor all = Tensor.Empty(listed.DType, [count]);
        all.Slice(0, 0, listed.Count).CopyFrom(listed);
        if (listed.Count < count)
            all.Slice(0, listed.Count, count).CopyFrom(listed.Select(0, listed.Count - 1));
        return all.Reshape(shape);
    }
}
