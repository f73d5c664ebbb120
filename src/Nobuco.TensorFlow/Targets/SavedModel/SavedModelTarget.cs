using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.SavedModel.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>TensorFlow's SavedModel: one signature, <c>serving_default</c>, of a frozen graph; weights that do not fit into one file are variables.</summary>
public sealed class SavedModelTarget : ITarget
{
    private const string Main = "saved_model.pb";

    /// <summary>Protobuf's limit for a message.</summary>
    private const long MaxMessageBytes = int.MaxValue;

    private readonly long _maxBytes;

    public SavedModelTarget() : this(MaxMessageBytes)
    {
    }

    /// <param name="maxBytes">From how many bytes of constants on weights become variables.</param>
    internal SavedModelTarget(long maxBytes) => _maxBytes = maxBytes;

    /// <summary>All passes before a graph is lowered.</summary>
    public static Pipeline Pipeline => Pipeline.GraphDef.Then(new RewritePass("LegalizeForKernels", SavedModelLegalizations.All), new MaterializeSizes(WritableSizes.AreIn));

    public string Name => "SavedModel";

    public string Format => "savedmodel";

    public string ExampleName => "saved_model/";

    public string? MainFile => Main;

    public bool IsLossy => false;

    public bool IsNamed(string name) => new[] { "saved_model", "savedmodel" }.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    public bool IsOwn(string folder) => SavedModelFiles.AreOwn(folder, Main);

    public IReadOnlyList<WrittenOperator> Write(TfGraph graph, string path, RewriteLog log)
    {
        Pipeline.Run(graph, log);
        IReadOnlyList<TfNode> unsupported = GraphDefLowering.Unsupported(graph);
        if (unsupported.Count > 0)
            throw new TargetException(unsupported, $"TensorFlow has no operation for {string.Join(", ", unsupported.Select(static n => n.Op.Name).Distinct())}.");
        GraphDefModel model = GraphDefLowering.Lower(graph);
        SavedModelWriter.Write(SavedModelVariables.Of(model, _maxBytes), path, Main);
        return model.WrittenOperators;
    }

    public TfGraph Read(string path, IReadOnlyDictionary<string, Seq<long>> inputShapes) =>
        GraphDefImporter.Import(SavedModelReader.Read(path, Main), inputShapes);
}
