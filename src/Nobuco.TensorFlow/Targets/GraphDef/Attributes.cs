using Google.Protobuf;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.GraphDef;

/// <summary>The values of a node's attributes.</summary>
internal static class Attributes
{
    public static (string, AttrValue) Type(string name, DType dtype) => (name, new AttrValue { Type = dtype.ToDataType() });

    /// <summary>The usual one: the element type of the operands.</summary>
    public static (string, AttrValue) T(DType dtype) => Type("T", dtype);

    /// <inheritdoc cref="T(DType)"/>
    public static (string, AttrValue) T(TfValue operand) => T(operand.Type.DType);

    public static (string, AttrValue) Int(string name, long value) => (name, new AttrValue { I = value });

    public static (string, AttrValue) Float(string name, double value) => (name, new AttrValue { F = (float)value });

    public static (string, AttrValue) Flag(string name, bool value) => (name, new AttrValue { B = value });

    public static (string, AttrValue) Text(string name, string value) => (name, new AttrValue { S = ByteString.CopyFromUtf8(value) });

    public static (string, AttrValue) Ints(string name, params IEnumerable<int> values) =>
        (name, new AttrValue { List = new AttrValue.Types.ListValue { I = { values.Select(static v => (long)v) } } });

    public static (string, AttrValue) Texts(string name, params IEnumerable<string> values) =>
        (name, new AttrValue { List = new AttrValue.Types.ListValue { S = { values.Select(ByteString.CopyFromUtf8) } } });

    public static (string, AttrValue) Types(string name, IEnumerable<DType> values) =>
        (name, new AttrValue { List = new AttrValue.Types.ListValue { Type = { values.Select(static v => v.ToDataType()) } } });

    public static (string, AttrValue) Shape(string name, Seq<Dim> shape) => (name, new AttrValue { Shape = ShapeOf(shape) });

    /// <summary>Sizes that are not known are −1.</summary>
    public static TensorShapeProto ShapeOf(IEnumerable<Dim> shape) =>
        new() { Dim = { shape.Select(static size => new TensorShapeProto.Types.Dim { Size = size.TryValue ?? -1 }) } };

    public static TensorShapeProto ShapeOf(Seq<long> shape) => ShapeOf(shape.Select(static size => (Dim)size));
}
