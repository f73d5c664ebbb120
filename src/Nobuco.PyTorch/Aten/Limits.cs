using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>The ends of what element types hold.</summary>
internal static class Limits
{
    public static double LargestFinite(DType dtype) => dtype switch
    {
        DType.Float16 => 65504,
        DType.BFloat16 => 3.3895313892515355e38,
        DType.Float32 => float.MaxValue,
        _ => double.MaxValue,
    };

    /// <summary>The lowest or highest element, a tensor of rank 0; infinite for floating types.</summary>
    public static Tensor Extreme(DType dtype, bool highest) => dtype switch
    {
        DType.Bool => Tensor.Scalar(highest),
        DType.Int8 => Tensor.Scalar(highest ? sbyte.MaxValue : sbyte.MinValue),
        DType.Int16 => Tensor.Scalar(highest ? short.MaxValue : short.MinValue),
        DType.Int32 => Tensor.Scalar(highest ? int.MaxValue : int.MinValue),
        DType.Int64 => Tensor.Scalar(highest ? long.MaxValue : long.MinValue),
        DType.UInt8 => Tensor.Scalar(highest ? byte.MaxValue : byte.MinValue),
        _ => Tensor.Scalar(highest ? double.PositiveInfinity : double.NegativeInfinity).Cast(dtype),
    };
}
