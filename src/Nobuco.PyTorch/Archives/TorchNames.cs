using Nobuco.Tensors;

namespace Nobuco.PyTorch.Archives;

/// <summary>The names that pickles have for storages of an element type.</summary>
internal static class TorchNames
{
    private static readonly (string Name, DType DType)[] Storages =
    [
        ("FloatStorage", DType.Float32),
        ("DoubleStorage", DType.Float64),
        ("HalfStorage", DType.Float16),
        ("BFloat16Storage", DType.BFloat16),
        ("LongStorage", DType.Int64),
        ("IntStorage", DType.Int32),
        ("ShortStorage", DType.Int16),
        ("CharStorage", DType.Int8),
        ("ByteStorage", DType.UInt8),
        ("BoolStorage", DType.Bool),
        ("ComplexFloatStorage", DType.Complex64),
        ("ComplexDoubleStorage", DType.Complex128),
    ];

    /// <summary><c>FloatStorage</c>; null for types that have untyped storages only.</summary>
    public static string? StorageType(DType dtype) => Storages.FirstOrDefault(entry => entry.DType == dtype).Name;

    /// <summary>The element type of <c>FloatStorage</c>; null if there is none.</summary>
    public static DType? ElementType(string storageType)
    {
        int index = Array.FindIndex(Storages, entry => entry.Name == storageType);
        return index < 0 ? null : Storages[index].DType;
    }
}
