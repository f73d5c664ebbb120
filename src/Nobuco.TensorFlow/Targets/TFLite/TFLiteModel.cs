using Nobuco.TensorFlow.Targets.TFLite.Flat;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.TFLite;

/// <summary>The root table of a <c>.tflite</c> file. Vectors that a file leaves out are empty.</summary>
/// <param name="Buffers">The bytes of constants; null where a buffer has no data. The first is such a one.</param>
public sealed record TFLiteModel(
    int Version,
    Seq<OperatorCode> OperatorCodes,
    Seq<SubGraph> SubGraphs,
    string? Description,
    Seq<Tensor?> Buffers,
    Seq<int> MetadataBuffer,
    Seq<Metadata> Metadata,
    Seq<SignatureDef> Signatures)
{
    /// <summary>The schema version that every runtime demands.</summary>
    public const int SchemaVersion = 3;

    internal const string Identifier = "TFL3";

    /// <summary>Reads a file; constants stay views of it, so it must not be changed while the model is in use.</summary>
    /// <exception cref="InvalidTFLiteException">The file is not a model that can be read.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static TFLiteModel Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 })
            throw new InvalidTFLiteException(TFLiteFault.NotTFLite, $"'{path}' is empty.");
        var file = new MappedFile(path);
        return TFLiteReader.Read(new FlatBuffer(file.Slice(0, file.Length)));
    }

    /// <inheritdoc cref="Read(string)"/>
    public static TFLiteModel Read(ReadOnlySpan<byte> bytes)
    {
        var storage = new ArrayStorage(bytes.Length, zeroed: false);
        bytes.CopyTo(storage.Bytes(0, bytes.Length));
        return TFLiteReader.Read(new FlatBuffer(storage));
    }

    /// <summary>Writes the model forwards; constants are streamed, strided ones piece by piece.</summary>
    public void Write(Stream stream) => TFLiteWriter.Write(this, stream);
}

/// <summary>An operator with its version.</summary>
/// <param name="Custom">The name of a custom operator.</param>
public sealed record OperatorCode(BuiltinOperator Builtin, string? Custom, int Version);

/// <summary>A graph; the first one of a model is its main one.</summary>
public sealed record SubGraph(Seq<TensorInfo> Tensors, Seq<int> Inputs, Seq<int> Outputs, Seq<Operator> Operators, string? Name);

/// <summary>A tensor of a graph.</summary>
/// <param name="Shape">The sizes, 1 where they are not known.</param>
/// <param name="Buffer">The constant's buffer, or one without data.</param>
/// <param name="ShapeSignature">The sizes with −1 where they are not known; empty when all are.</param>
/// <param name="HasRank">Tells a scalar from a tensor of unknown rank.</param>
public sealed record TensorInfo(
    Seq<int> Shape,
    TensorType Type,
    int Buffer,
    string? Name,
    Quantization? Quantization,
    bool IsVariable,
    Seq<int> ShapeSignature,
    bool HasRank);

/// <summary>real = scale · (quantized − zero point), per tensor or along one axis.</summary>
public sealed record Quantization(Seq<float> Min, Seq<float> Max, Seq<float> Scale, Seq<long> ZeroPoint, int Dimension);

/// <summary>One operator of a graph.</summary>
/// <param name="Inputs">Indices of tensors; −1 is an optional input that is not given.</param>
public sealed record Operator(
    int Code,
    Seq<int> Inputs,
    Seq<int> Outputs,
    OperatorOptions? Options,
    Seq<byte> CustomOptions,
    Seq<bool> MutatingVariableInputs,
    Seq<int> Intermediates);

/// <summary>Named bytes beside the model.</summary>
public sealed record Metadata(string Name, int Buffer);

/// <summary>A function of the model with named inputs and outputs.</summary>
public sealed record SignatureDef(Seq<TensorMap> Inputs, Seq<TensorMap> Outputs, string Key, int SubGraph);

/// <summary>The name that a signature gives a tensor.</summary>
public sealed record TensorMap(string Name, int Tensor);
