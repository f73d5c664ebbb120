using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.GraphDef;

/// <summary>TensorFlow's numbers of element types.</summary>
internal static class DataTypes
{
    public static DataType ToDataType(this DType dtype) => dtype switch
    {
        DType.Float32 => DataType.DtFloat,
        DType.Float64 => DataType.DtDouble,
        DType.Float16 => DataType.DtHalf,
        DType.BFloat16 => DataType.DtBfloat16,
        DType.Int8 => DataType.DtInt8,
        DType.Int16 => DataType.DtInt16,
        DType.Int32 => DataType.DtInt32,
        DType.Int64 => DataType.DtInt64,
        DType.UInt8 => DataType.DtUint8,
        DType.UInt16 => DataType.DtUint16,
        DType.UInt32 => DataType.DtUint32,
        DType.UInt64 => DataType.DtUint64,
        DType.Bool => DataType.DtBool,
        DType.Complex64 => DataType.DtComplex64,
        _ => DataType.DtComplex128,
    };

    /// <summary>Null for what is no number: strings, resources.</summary>
    public static DType? ToDType(this DataType type) => Enum.GetValues<DType>().Cast<DType?>().FirstOrDefault(dtype => dtype!.Value.ToDataType() == type);
}
