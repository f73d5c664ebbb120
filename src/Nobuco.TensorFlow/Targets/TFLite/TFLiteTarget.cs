using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.TFLite.Legalization;
using Nobuco.TensorFlow.Targets.TFLite.Lowering;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite;

/// <summary>Models of TFLite's builtin operators, for TensorFlow Lite from 2.9 on and LiteRT.</summary>
public sealed class TFLiteTarget : ITarget
{
    private const string Extension = ".tflite";
    private const string Producer = "Nobuco for .NET";

    /// <summary>The pass, after <see cref="Pipeline.TFLite"/>, that computes symbolic sizes which TFLite's operators do not find themselves.</summary>
    public static IPass MaterializeSizesPass { get; } = new MaterializeSizes(static node => node.Op switch
    {
        Reshape reshape => Shapes.IsReshape(reshape.Shape),
        StridedSlice slice => Shapes.IsSlice(slice, node.Inputs[0].Type.Shape),
        _ => false,
    });

    /// <summary>The pass, after <see cref="MaterializeSizesPass"/>, that brings computed sizes into the forms that runtimes know before they plan memory.</summary>
    public static IPass LegalizeSizesPass => new RewritePass("LegalizeSizes", new LegalizeSizeArithmetic());

    /// <summary>All passes before a graph is lowered.</summary>
    public static Pipeline Pipeline => Pipeline.TFLite.Then(MaterializeSizesPass, LegalizeSizesPass);

    public string Name => "TFLite";

    public string Format => "tflite";

    public string ExampleName => "*" + Extension;

    public bool IsFolder => false;

    /// <summary>The nodes that no builtin operator computes; after legalisation, what cannot be written.</summary>
    public static IReadOnlyList<TfNode> Unsupported(TfGraph graph) => [.. graph.Nodes.Where(n => !LoweringTable.Has(n.Op))];

    /// <summary>The model of a legalised graph.</summary>
    /// <param name="producer">Who makes the file; becomes its description.</param>
    /// <exception cref="InvalidOperationException">The graph holds an operation of <see cref="Unsupported"/>.</exception>
    public static TFLiteModel Lower(TfGraph graph, string producer) => TFLiteLowering.Lower(graph, producer).Model;

    public bool IsNamed(string name) => name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public bool IsOwn(string folder) => false;

    public IReadOnlyList<WrittenOperator> Write(TfGraph graph, string path, RewriteLog log)
    {
        Pipeline.Run(graph, log);
        IReadOnlyList<TfNode> unsupported = Unsupported(graph);
        if (unsupported.Count > 0)
            throw new TargetException(unsupported, $"TFLite has no operator for {string.Join(", ", unsupported.Select(static n => n.Op.Name).Distinct())}.");
        (TFLiteModel model, IReadOnlyList<WrittenOperator> operators) = TFLiteLowering.Lower(graph, Producer);
        using (FileStream stream = File.Create(path))
            model.Write(stream);
        return operators;
    }

    public TfGraph Read(string path, IReadOnlyDictionary<string, Seq<long>> inputShapes) => TFLiteImporter.Import(TFLiteModel.Read(path), inputShapes);
}
