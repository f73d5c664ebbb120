using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Schema;

/// <summary>Element types.</summary>
public enum TensorType
{
    FLOAT32 = 0,
    FLOAT16 = 1,
    INT32 = 2,
    UINT8 = 3,
    INT64 = 4,
    STRING = 5,
    BOOL = 6,
    INT16 = 7,
    COMPLEX64 = 8,
    INT8 = 9,
    FLOAT64 = 10,
    COMPLEX128 = 11,
    UINT64 = 12,
    RESOURCE = 13,
    VARIANT = 14,
    UINT32 = 15,
    UINT16 = 16,
    INT4 = 17,
    BFLOAT16 = 18,
    INT2 = 19,
    UINT4 = 20,
    FLOAT8_E4M3FN = 21,
    FLOAT8_E5M2 = 22,
}

internal enum PaddingType
{
    SAME = 0,
    VALID = 1,
}

internal enum ActivationFunctionType
{
    NONE = 0,
    RELU = 1,
    RELU_N1_TO_1 = 2,
    RELU6 = 3,
    TANH = 4,
    SIGN_BIT = 5,
}

internal enum MirrorPadMode
{
    REFLECT = 0,
    SYMMETRIC = 1,
}

/// <summary>Between the schema's element types and ours.</summary>
public static class TensorTypes
{
    private static readonly (TensorType Type, DType DType)[] _pairs =
    [
        (TensorType.FLOAT32, DType.Float32),
        (TensorType.FLOAT16, DType.Float16),
        (TensorType.FLOAT64, DType.Float64),
        (TensorType.BFLOAT16, DType.BFloat16),
        (TensorType.INT8, DType.Int8),
        (TensorType.INT16, DType.Int16),
        (TensorType.INT32, DType.Int32),
        (TensorType.INT64, DType.Int64),
        (TensorType.UINT8, DType.UInt8),
        (TensorType.UINT16, DType.UInt16),
        (TensorType.UINT32, DType.UInt32),
        (TensorType.UINT64, DType.UInt64),
        (TensorType.BOOL, DType.Bool),
        (TensorType.COMPLEX64, DType.Complex64),
        (TensorType.COMPLEX128, DType.Complex128),
    ];

    public static TensorType ToTensorType(this DType dtype) => _pairs.First(p => p.DType == dtype).Type;

    /// <summary>Our element type, or null where we have none (strings, handles, sub-byte integers).</summary>
    public static DType? ToDType(this TensorType type)
    {
        foreach ((TensorType Type, DType DType) pair in _pairs)
        {
            if (pair.Type == type)
                return pair.DType;
        }
        return null;
    }
}
