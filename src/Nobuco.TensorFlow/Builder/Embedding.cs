using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <summary>The results of a graph, computed from <paramref name="inputs"/>; they are in PyTorch's order, as the graph knows of no other.</summary>
    /// <param name="graph">Becomes a part of the graph that its results are read in; it stays as it is itself.</param>
    /// <param name="inputs">One for each of the graph's, of its type.</param>
    /// <exception cref="ArgumentException">Their number or types are others.</exception>
    public static IReadOnlyList<TfTensor> Inline(TfGraph graph, params IReadOnlyList<TfTensor> inputs)
    {
        if (inputs.Count != graph.Inputs.Count || graph.Inputs.Zip(inputs).Any(static pair => pair.First.Value.Type != pair.Second.Value.Type))
            throw new ArgumentException($"The graph takes {Types(graph.Inputs.Select(static i => i.Value))}, but is given {Types(inputs.Select(static i => i.Value))}.", nameof(inputs));
        return [.. graph.Inline([.. inputs.Select(static i => i.Value)]).Select(static output => new TfTensor(output))];
    }

    /// <summary>The results of a <c>.tflite</c> file, made by whatever converter, computed from <paramref name="inputs"/>: its operators become a part of the graph.</summary>
    /// <param name="inputs">One for each of the file's, in the order of its signature; of the sizes to compute with.</param>
    /// <exception cref="ArgumentException">Their number or types are others, or their sizes are not known.</exception>
    /// <exception cref="InvalidTFLiteException">The file is damaged, or holds operators or types that are not executed.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static IReadOnlyList<TfTensor> TFLiteFile(string path, params IReadOnlyList<TfTensor> inputs)
    {
        if (inputs.FirstOrDefault(static input => !input.Value.Type.IsStatic) is { } dynamic)
            throw new ArgumentException($"The sizes of {dynamic.Value.Type} are not known, so that '{path}' cannot be a part of the graph.", nameof(inputs));
        TFLiteModel model = TFLiteModel.Read(path);
        IReadOnlyList<NamedValue> declared = TFLiteImporter.Import(model).Inputs;
        Dictionary<string, Seq<long>> shapes = declared.Zip(inputs).ToDictionary(static pair => pair.First.Name, static pair => pair.Second.Value.Type.StaticShape);
        return Inline(TFLiteImporter.Import(model, shapes), inputs);
    }

    private static string Types(IEnumerable<TfValue> values) => $"({string.Join(", ", values.Select(static v => v.Type))})";
}
