using System.Runtime.InteropServices;
using Nobuco.TensorFlow.Targets.TFLite.Flat;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite;

/// <summary>Writes the tables of the schema, fields in its order.</summary>
internal static class TFLiteWriter
{
    /// <summary>XNNPACK may read this far past the last constant.</summary>
    private const int ReadAhead = 16;

    /// <summary>Above this many bytes of constants their buffers lie behind the FlatBuffer, which cannot be larger than 2 GiB.</summary>
    public const long InlineLimit = 2_000_000_000;

    public static void Write(TFLiteModel model, Stream stream, long inlineLimit = InlineLimit)
    {
        bool inline = model.Buffers.Sum(b => b?.ByteCount ?? 0) <= inlineLimit;
        FlatTable root = new FlatTable()
            .Int32(0, model.Version)
            .Parts(1, model.OperatorCodes.Select(Table))
            .Parts(2, model.SubGraphs.Select(Table))
            .Text(3, model.Description)
            .Parts(4, model.Buffers.Select(b => Table(b, inline)))
            .Numbers<int>(5, model.MetadataBuffer.AsSpan());
        if (model.Metadata.Count > 0)
            root.Parts(6, model.Metadata.Select(Table));
        if (model.Signatures.Count > 0)
            root.Parts(7, model.Signatures.Select(Table));
        FlatWriter.Write(root, TFLiteModel.Identifier, stream, ReadAhead);
    }

    private static FlatTable Table(OperatorCode code) => new FlatTable()
        .Byte(0, Math.Min((int)code.Builtin, (int)BuiltinOperator.PLACEHOLDER_FOR_GREATER_OP_CODES))
        .Text(1, code.Custom)
        .Int32(2, code.Version, otherwise: 1)
        .Int32(3, (int)code.Builtin);

    private static FlatTable Table(SubGraph graph) => new FlatTable()
        .Parts(0, graph.Tensors.Select(Table))
        .RequiredNumbers<int>(1, graph.Inputs.AsSpan())
        .RequiredNumbers<int>(2, graph.Outputs.AsSpan())
        .Parts(3, graph.Operators.Select(Table))
        .Text(4, graph.Name);

    private static FlatTable Table(TensorInfo tensor) => new FlatTable()
        .RequiredNumbers<int>(0, tensor.Shape.AsSpan())
        .Byte(1, (int)tensor.Type)
        .Int32(2, tensor.Buffer)
        .Text(3, tensor.Name)
        .Part(4, tensor.Quantization is null ? null : Table(tensor.Quantization))
        .Bool(5, tensor.IsVariable)
        .Numbers<int>(7, tensor.ShapeSignature.AsSpan())
        .Bool(8, tensor.HasRank);

    private static FlatTable Table(Quantization quantization) => new FlatTable()
        .Numbers<float>(0, quantization.Min.AsSpan())
        .Numbers<float>(1, quantization.Max.AsSpan())
        .Numbers<float>(2, quantization.Scale.AsSpan())
        .Numbers<long>(3, quantization.ZeroPoint.AsSpan())
        .Int32(6, quantization.Dimension);

    private static FlatTable Table(Operator node)
    {
        FlatTable table = new FlatTable()
            .Int32(0, node.Code)
            .RequiredNumbers<int>(1, node.Inputs.AsSpan())
            .RequiredNumbers<int>(2, node.Outputs.AsSpan());
        if (node.Options is { Table.IsSecond: false } first)
            table.Byte(3, first.Table.UnionId).Part(4, Table(first));
        table.Numbers(5, node.CustomOptions.AsSpan())
            .Numbers(7, MemoryMarshal.AsBytes(node.MutatingVariableInputs.AsSpan()))
            .Numbers<int>(8, node.Intermediates.AsSpan());
        if (node.Options is { Table.IsSecond: true } second)
            table.Byte(11, second.Table.UnionId).Part(12, Table(second));
        return table;
    }

    private static FlatTable Table(OperatorOptions options)
    {
        var table = new FlatTable();
        for (int id = 0; id < options.Values.Count; id++)
            Add(table, id, options.Table.Fields[id], options.Values[id]);
        return table;
    }

    private static FlatTable Add(FlatTable table, int id, OptionField field, object value) => field.Kind switch
    {
        OptionKind.Bool => table.Bool(id, (bool)value, field.Default != 0),
        OptionKind.Byte => table.Byte(id, (long)value, field.Default),
        OptionKind.Int or OptionKind.UInt => table.Int32(id, (long)value, field.Default),
        OptionKind.Long => table.Int64(id, (long)value, field.Default),
        OptionKind.Float => table.Float(id, (float)value, field.Default),
        OptionKind.String => table.Text(id, value is "" ? null : (string)value),
        OptionKind.Bools or OptionKind.Bytes => table.Numbers<byte>(id, Narrow(value, v => (byte)v)),
        OptionKind.Ints => table.Numbers<int>(id, Narrow(value, v => (int)v)),
        OptionKind.UInts => table.Numbers<uint>(id, Narrow(value, v => (uint)v)),
        OptionKind.Longs => table.Numbers<long>(id, ((Seq<long>)value).AsSpan()),
        _ => table.Numbers<float>(id, ((Seq<float>)value).AsSpan()),
    };

    private static T[] Narrow<T>(object value, Func<long, T> convert) => [.. ((Seq<long>)value).Select(convert)];

    private static FlatTable Table(Tensor? buffer, bool inline)
    {
        if (buffer is null)
            return new FlatTable();
        var data = new FlatTensor(buffer, counted: inline);
        return inline ? new FlatTable().Part(0, data) : new FlatTable().Place(1, data).Int64(2, data.ByteCount);
    }

    private static FlatTable Table(Metadata metadata) => new FlatTable().Text(0, metadata.Name).Int32(1, metadata.Buffer);

    private static FlatTable Table(SignatureDef signature) => new FlatTable()
        .Parts(0, signature.Inputs.Select(Table))
        .Parts(1, signature.Outputs.Select(Table))
        .Text(2, signature.Key)
        .Int32(4, signature.SubGraph);

    private static FlatTable Table(TensorMap map) => new FlatTable().Text(0, map.Name).Int32(1, map.Tensor);
}
