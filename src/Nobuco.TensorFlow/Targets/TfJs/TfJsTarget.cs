using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Passes.Simplify;
using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.TfJs.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>Graph-models of TensorFlow.js 4: <c>model.json</c> and its weights.</summary>
/// <param name="quantization">How weights are stored.</param>
public sealed class TfJsTarget(WeightQuantization quantization = WeightQuantization.None) : ITarget
{
    /// <summary>The operations of TensorFlow that legalisation replaces where it can.</summary>
    private static readonly HashSet<Type> _lacking =
    [
        typeof(Conv3DBackpropInputV2), typeof(Softsign), typeof(Erfc), typeof(Lgamma), typeof(Digamma), typeof(TruncateMod), typeof(Invert), typeof(BitwiseAnd), typeof(BitwiseOr), typeof(BitwiseXor),
        typeof(LeftShift), typeof(RightShift), typeof(SpaceToDepth),
    ];

    /// <summary>All passes before the types are narrowed.</summary>
    public static Pipeline Pipeline => Pipeline.GraphDef.Then(new RewritePass("LegalizeForTfJs", TfJsLegalizations.All), new MaterializeSizes(WritableSizes.AreIn));

    /// <summary>What narrowing made superfluous.</summary>
    private static Pipeline Finish => new(new RewritePass("Finish", new FoldConstantView(), new FoldConstant(), new EliminateIdentity()), new FuseCommonSubexpressions());

    public string Name => "TensorFlow.js";

    public string Format => "tfjs";

    public string ExampleName => "web_model/";

    public string? MainFile => TfJsFiles.Model;

    public bool IsLossy => quantization != WeightQuantization.None;

    public bool IsNamed(string name) => new[] { "web_model", "webmodel", "tfjs" }.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    public bool IsOwn(string folder) => TfJsFiles.AreOwn(folder);

    public IReadOnlyList<WrittenOperator> Write(TfGraph graph, string path, RewriteLog log)
    {
        Pipeline.Run(graph, log);
        graph = NarrowTypes.Apply(graph, log);
        Finish.Run(graph, log);
        TfNode[] unsupported = [.. GraphDefLowering.Unsupported(graph), .. graph.Nodes.Where(static n => _lacking.Contains(n.Op.GetType()))];
        if (unsupported.Length > 0)
            throw new TargetException(unsupported, $"TensorFlow.js has no operation for {string.Join(", ", unsupported.Select(static n => n.Op.Name).Distinct())}.");
        GraphDefModel model = FusedNodes.Fuse(GraphDefLowering.Lower(graph));
        TfJsWriter.Write(model, path, quantization);
        return model.WrittenOperators;
    }

    public TfGraph Read(string path, IReadOnlyDictionary<string, Seq<long>> inputShapes) => GraphDefImporter.Import(TfJsReader.Read(path), inputShapes);
}
