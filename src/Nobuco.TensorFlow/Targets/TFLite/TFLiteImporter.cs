using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.TFLite.Raising;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite;

/// <summary>
/// Makes a graph of a file, to run it. It reads the file's options by itself and shares nothing with what writes them but the schema.
/// Arithmetic on sizes is done here, so that the graph's shapes are known.
/// </summary>
public sealed class TFLiteImporter
{
    private readonly TFLiteModel _model;
    private readonly SubGraph _graph;
    private readonly TfTensor?[] _values;

    private TFLiteImporter(TFLiteModel model)
    {
        (_model, _graph) = (model, model.SubGraphs[0]);
        _values = new TfTensor?[_graph.Tensors.Count];
    }

    /// <summary>The main graph with the input and output names of its signature, or those of its tensors when it has none.</summary>
    /// <param name="inputShapes">By input name, where they differ from the file's: the sizes of dynamic axes.</param>
    /// <exception cref="InvalidTFLiteException">The file holds operators or types that are not run, or contradicts itself.</exception>
    public static TfGraph Import(TFLiteModel model, IReadOnlyDictionary<string, Seq<long>>? inputShapes = null) =>
        new TFLiteImporter(model).Run(inputShapes ?? new Dictionary<string, Seq<long>>());

    private TfGraph Run(IReadOnlyDictionary<string, Seq<long>> inputShapes)
    {
        SignatureDef? signature = _model.Signatures.FirstOrDefault(s => s.SubGraph == 0);
        TensorMap[] inputs = signature is null ? TensorNames(_graph.Inputs) : [.. signature.Inputs];
        TensorMap[] outputs = signature is null ? TensorNames(_graph.Outputs) : [.. signature.Outputs];
        foreach (TensorMap input in inputs)
            _values[input.Tensor] = InputOf(_graph.Tensors[input.Tensor], inputShapes.GetValueOrDefault(input.Name));
        foreach (Operator node in _graph.Operators)
            Add(node);
        return new TfGraph(
            [.. inputs.Select(i => new NamedValue(i.Name, Value(i.Tensor).Value))],
            [.. outputs.Select(o => new NamedValue(o.Name, Value(o.Tensor).Value))]);
    }

    private TensorMap[] TensorNames(Seq<int> tensors) => [.. tensors.Select(i => new TensorMap(_graph.Tensors[i].Name ?? $"tensor{i}", i))];

    private static TfTensor InputOf(TensorInfo tensor, Seq<long> shape)
    {
        Seq<Dim> sizes = shape.Count == tensor.Shape.Count ? shape.Select(s => (Dim)s).ToSeq() : tensor.Shape.Select(s => (Dim)s).ToSeq();
        return tf.Placeholder(new TfType(TypeOf(tensor), sizes), AxisOrder.Identity(sizes.Count));
    }

    /// <summary>Operators check their operands in many ways; whatever they say, the file contradicts itself.</summary>
    private void Add(Operator node)
    {
        OperatorCode code = _model.OperatorCodes[node.Code];
        if (code.Custom is not null)
            throw new InvalidTFLiteException(TFLiteFault.Unsupported, $"The custom operator '{code.Custom}' cannot be run.");
        try
        {
            Add(node, code.Builtin);
        }
        catch (Exception error) when (error is ShapeException or ArgumentException or ArithmeticException or IndexOutOfRangeException or InvalidOperationException)
        {
            throw Flat.FlatBuffer.Corrupt($"{code.Builtin} does not fit its operands ({error.Message})");
        }
    }

    private void Add(Operator node, BuiltinOperator code)
    {
        TfTensor?[] inputs = [.. node.Inputs.Select(i => i < 0 ? null : Value(i))];
        TensorInfo[] outputs = [.. node.Outputs.Select(o => _graph.Tensors[o])];
        TfTensor[] results = RaisingTable.Raise(new RaisingCall(_model, code, node, inputs, outputs));
        if (results.Length != outputs.Length)
            throw Flat.FlatBuffer.Corrupt($"{code} has {outputs.Length} results instead of {results.Length}");
        for (int i = 0; i < results.Length; i++)
        {
            results[i].Value.Producer.Origin ??= outputs[i].Name;
            _values[node.Outputs[i]] = SizeFolding.Fold(results[i]);
        }
    }

    private TfTensor Value(int index) => _values[index] ??= Constant(_graph.Tensors[index]);

    private TfTensor Constant(TensorInfo tensor)
    {
        if (_model.Buffers[tensor.Buffer] is not { } bytes)
            throw Flat.FlatBuffer.Corrupt($"the tensor '{tensor.Name}' is read before it is computed");
        DType dtype = TypeOf(tensor);
        Seq<long> shape = tensor.Shape.Select(s => (long)s).ToSeq();
        if (ShapeMath.Product(shape) * dtype.Size() > bytes.ByteCount)
            throw Flat.FlatBuffer.Corrupt($"the tensor '{tensor.Name}' has fewer bytes than its shape");
        return tf.Constant(new Tensor(bytes.Storage, dtype, shape, ShapeMath.ContiguousStrides(shape), 0), tensor.Name);
    }

    private static DType TypeOf(TensorInfo tensor) => tensor switch
    {
        { Quantization.Scale.Count: > 0 } => throw new InvalidTFLiteException(TFLiteFault.Unsupported, $"The tensor '{tensor.Name}' is quantized, which is not run."),
        _ => tensor.Type.ToDType() ?? throw new InvalidTFLiteException(TFLiteFault.Unsupported, $"The tensor '{tensor.Name}' has type {tensor.Type}, which is not run."),
    };
}
