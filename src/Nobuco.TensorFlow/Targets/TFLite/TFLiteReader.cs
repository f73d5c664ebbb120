using Nobuco.TensorFlow.Targets.TFLite.Flat;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite;

/// <summary>Reads the tables of the schema, fields in its order, and checks that every index in them is one.</summary>
internal static class TFLiteReader
{
    public static TFLiteModel Read(FlatBuffer file)
    {
        FlatView root = file.Root(TFLiteModel.Identifier);
        int version = root.Int32(0);
        if (version != TFLiteModel.SchemaVersion)
            throw new InvalidTFLiteException(TFLiteFault.Unsupported, $"The file has schema version {version}, not {TFLiteModel.SchemaVersion}.");
        var model = new TFLiteModel(
            version,
            root.Tables(1).Select(ReadOperatorCode).ToSeq(),
            root.Tables(2).Select(ReadSubGraph).ToSeq(),
            root.Text(3),
            root.Tables(4).Select(b => ReadBuffer(file, b)).ToSeq(),
            [.. root.Numbers<int>(5)],
            root.Tables(6).Select(m => new Metadata(m.Text(0) ?? "", m.Int32(1))).ToSeq(),
            root.Tables(7).Select(ReadSignature).ToSeq());
        IndexChecks.Run(model);
        return model;
    }

    private static OperatorCode ReadOperatorCode(FlatView code)
    {
        // Files from before 2020 hold the code in the byte, newer ones in both fields.
        int builtin = Math.Max(code.SByte(0), code.Int32(3));
        return new OperatorCode((BuiltinOperator)builtin, code.Text(1), code.Int32(2, otherwise: 1));
    }

    private static SubGraph ReadSubGraph(FlatView graph) => new(
        graph.Tables(0).Select(ReadTensor).ToSeq(),
        [.. graph.Numbers<int>(1)],
        [.. graph.Numbers<int>(2)],
        graph.Tables(3).Select(ReadOperator).ToSeq(),
        graph.Text(4));

    private static TensorInfo ReadTensor(FlatView tensor)
    {
        Refuse(tensor, 6, "sparse tensors");
        Refuse(tensor, 10, "weights in other files");
        return new TensorInfo(
            [.. tensor.Numbers<int>(0)],
            (TensorType)tensor.SByte(1),
            tensor.Int32(2),
            tensor.Text(3),
            tensor.Table(4) is { } quantization ? ReadQuantization(quantization) : null,
            tensor.Bool(5),
            [.. tensor.Numbers<int>(7)],
            tensor.Bool(8));
    }

    private static Quantization? ReadQuantization(FlatView quantization)
    {
        Refuse(quantization, 4, "quantization other than per tensor or per axis");
        var read = new Quantization(
            [.. quantization.Numbers<float>(0)],
            [.. quantization.Numbers<float>(1)],
            [.. quantization.Numbers<float>(2)],
            [.. quantization.Numbers<long>(3)],
            quantization.Int32(6));
        return read is { Min.Count: 0, Max.Count: 0, Scale.Count: 0, ZeroPoint.Count: 0, Dimension: 0 } ? null : read;
    }

    private static Operator ReadOperator(FlatView node) => new(
        node.Int32(0),
        [.. node.Numbers<int>(1)],
        [.. node.Numbers<int>(2)],
        ReadOptions(node, 3, second: false) ?? ReadOptions(node, 11, second: true),
        [.. node.Numbers<byte>(5)],
        node.Numbers<byte>(7).Select(b => b != 0).ToSeq(),
        [.. node.Numbers<int>(8)]);

    private static OperatorOptions? ReadOptions(FlatView node, int field, bool second)
    {
        if (OptionTables.Find(node.Byte(field), second) is not { } table || node.Table(field + 1) is not { } options)
            return null;
        return new OperatorOptions(table, table.Fields.Select((f, id) => ReadOption(options, id, f)).ToSeq());
    }

    private static object ReadOption(FlatView options, int id, OptionField field) => field.Kind switch
    {
        OptionKind.Bool => options.Bool(id, field.Default != 0),
        OptionKind.Byte => (long)options.SByte(id, (sbyte)field.Default),
        OptionKind.Int => (long)options.Int32(id, (int)field.Default),
        OptionKind.UInt => (long)options.UInt32(id, (uint)field.Default),
        OptionKind.Long => options.Int64(id, field.Default),
        OptionKind.Float => options.Float(id, field.Default),
        OptionKind.String => options.Text(id) ?? "",
        OptionKind.Bools or OptionKind.Bytes => options.Numbers<byte>(id).Select(b => (long)b).ToSeq(),
        OptionKind.Ints => options.Numbers<int>(id).Select(i => (long)i).ToSeq(),
        OptionKind.UInts => options.Numbers<uint>(id).Select(i => (long)i).ToSeq(),
        OptionKind.Longs => options.Numbers<long>(id).ToSeq(),
        _ => options.Numbers<float>(id).ToSeq(),
    };

    private static SignatureDef ReadSignature(FlatView signature) =>
        new(ReadMaps(signature, 0), ReadMaps(signature, 1), signature.Text(2) ?? "", signature.Int32(4));

    private static Seq<TensorMap> ReadMaps(FlatView signature, int field) =>
        signature.Tables(field).Select(m => new TensorMap(m.Text(0) ?? "", m.Int32(1))).ToSeq();

    /// <summary>A buffer's bytes are in it or, in files over 2 GB, behind the FlatBuffer.</summary>
    private static Tensor? ReadBuffer(FlatBuffer file, FlatView buffer)
    {
        (long position, long length) = buffer.Bytes(0) ?? (buffer.Int64(1), buffer.Int64(2));
        if (position <= 1)
            return null;
        file.Check(position, length);
        return new Tensor(file.Bytes.Slice(position, length), DType.UInt8, [length], [1], 0);
    }

    private static void Refuse(FlatView table, int field, string feature)
    {
        if (table.Has(field))
            throw new InvalidTFLiteException(TFLiteFault.Unsupported, $"The file holds {feature}, which are not read.");
    }
}
