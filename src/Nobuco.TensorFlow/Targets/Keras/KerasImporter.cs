using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.TensorFlow.Targets.Keras.Raising;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras;

/// <summary>Makes a graph of a model, to run it. It reads configs by itself and shares nothing with what writes them but the model's records.</summary>
internal sealed class KerasImporter
{
    private readonly Dictionary<(KerasCall, int), TfTensor> _values = [];
    private readonly IReadOnlyDictionary<string, Seq<long>> _inputShapes;

    private readonly Dictionary<string, string> _inputNames;

    private KerasImporter(IReadOnlyDictionary<string, Seq<long>> inputShapes, LayerNames names)
    {
        _inputShapes = inputShapes;
        _inputNames = inputShapes.Keys.DistinctBy(names.Legal).ToDictionary(names.Legal);
    }

    /// <summary>Outputs are called as their layers, inputs as they are called in <paramref name="inputShapes"/>, or else as their layers.</summary>
    /// <param name="inputShapes">The sizes of the inputs, by name.</param>
    /// <exception cref="InvalidKerasException">The model holds layers that are not run, or contradicts itself.</exception>
    public static TfGraph Import(KerasModel model, IReadOnlyDictionary<string, Seq<long>> inputShapes)
    {
        var importer = new KerasImporter(inputShapes, new LayerNames(model.Layers));
        NamedValue[] inputs = [.. model.Inputs.Select(input => new NamedValue(importer.NameOf(input.Call.Layer), importer.Value(input).Value))];
        NamedValue[] outputs = [.. model.Outputs.Select(output => new NamedValue(output.Call.Layer.Name, importer.Value(output).Value))];
        return new TfGraph(inputs, outputs);
    }

    /// <summary>Without recursion, since models are thousands of layers deep.</summary>
    private TfTensor Value(KerasTensor tensor)
    {
        var open = new Stack<KerasCall>([tensor.Call]);
        while (open.TryPeek(out KerasCall? call))
        {
            KerasCall[] missing = [.. call.Tensors.Select(static t => t.Call).Where(c => !_values.ContainsKey((c, 0)))];
            if (missing.Length == 0 && !_values.ContainsKey((call, 0)))
                Add(call);
            if (missing.Length == 0)
                open.Pop();
            foreach (KerasCall next in missing)
                open.Push(next);
        }
        return Of(tensor);
    }

    private TfTensor Of(KerasTensor tensor) => _values.GetValueOrDefault((tensor.Call, tensor.Index))
        ?? throw InvalidKerasException.Corrupt($"'{tensor.Call.Layer.Name}' has no result {tensor.Index}.");

    private void Add(KerasCall call)
    {
        if (!call.Layer.IsInput && !call.Tensors.Any())
            throw InvalidKerasException.Corrupt($"'{call.Layer.Name}' ({call.Layer.ClassName}) reads no tensor, so that Keras does not find it.");
        TfTensor[] results = call.Layer.IsInput ? [Input(call.Layer)] : Raise(call);
        for (int i = 0; i < results.Length; i++)
        {
            results[i].Value.Producer.Origin ??= call.Layer.Name;
            _values[(call, i)] = SizeFolding.Fold(results[i]);
        }
    }

    /// <summary>Operations check their operands in many ways; whatever they say, the file contradicts itself.</summary>
    private TfTensor[] Raise(KerasCall call)
    {
        try
        {
            return RaisingTable.Raise(new RaisingCall(call, Of));
        }
        catch (Exception error) when (error is ShapeException or ArgumentException or ArithmeticException or IndexOutOfRangeException or InvalidOperationException or FormatException)
        {
            throw InvalidKerasException.Corrupt($"'{call.Layer.Name}' ({call.Layer.ClassName}) does not fit its operands: {error.Message}");
        }
    }

    private TfTensor Input(KerasLayer layer)
    {
        TfType type = layer.InputType!;
        if (_inputShapes.TryGetValue(NameOf(layer), out Seq<long> given) && given.Count == type.Rank)
            type = type.WithShape(given.Select(static size => (Dim)size));
        return tf.Placeholder(type, AxisOrder.Identity(type.Rank));
    }

    private string NameOf(KerasLayer input) => _inputNames.GetValueOrDefault(input.Name, input.Name);
}
