using Nobuco.Tensors;

namespace Nobuco.Testing.Runtimes;

/// <summary>The element types of TensorFlow Lite's and LiteRT's C interfaces, which number them alike.</summary>
internal static class NativeElementTypes
{
    /// <exception cref="RuntimeRejectedException">We have no such type.</exception>
    public static DType ToDType(int type, string runtime) => type switch
    {
        1 => DType.Float32,
        2 => DType.Int32,
        3 => DType.UInt8,
        4 => DType.Int64,
        6 => DType.Bool,
        7 => DType.Int16,
        8 => DType.Complex64,
        9 => DType.Int8,
        10 => DType.Float16,
        11 => DType.Float64,
        12 => DType.Complex128,
        13 => DType.UInt64,
        16 => DType.UInt32,
        17 => DType.UInt16,
        19 => DType.BFloat16,
        _ => throw new RuntimeRejectedException(runtime, $"element type {type} is none of ours"),
    };
}
