using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Passes.Simplify;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.TensorFlow.Targets.TFLite.Legalization;
using Nobuco.TensorFlow.Targets.TFLite.Lowering;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite;

/// <summary>Models of TFLite's builtin operators, for TensorFlow Lite from 2.9 on and LiteRT.</summary>
/// <param name="minimumRuntime">
/// The oldest TensorFlow Lite that must run the models, major and minor version. What a runtime lacks is made of what it has, at the cost that it has; what cannot be is a <see cref="TargetException"/>.
/// Without it operators are as new as makes the best model.
/// </param>
public sealed class TFLiteTarget(Version? minimumRuntime = null) : ITarget
{
    private const string Extension = ".tflite";

    /// <summary>The pass, after <see cref="Pipeline.TFLite"/>, that computes symbolic sizes which TFLite's operators do not find themselves.</summary>
    public static IPass MaterializeSizesPass { get; } = new MaterializeSizes(WritableSizes.AreIn);

    /// <summary>The pass, after <see cref="MaterializeSizesPass"/>, that brings computed sizes into the forms that runtimes know before they plan memory.</summary>
    public static IPass LegalizeSizesPass => new RewritePass("LegalizeSizes", new LegalizeSizeArithmetic());

    /// <summary>All passes before a graph is lowered.</summary>
    public static Pipeline Pipeline => Pipeline.TFLite.Then(MaterializeSizesPass, LegalizeSizesPass);

    private readonly Version? _minimumRuntime = minimumRuntime is null ? null : new Version(minimumRuntime.Major, minimumRuntime.Minor, Math.Max(minimumRuntime.Build, 0));

    public string Name => "TFLite";

    public string Format => "tflite";

    public string ExampleName => "*" + Extension;

    public string? MainFile => null;

    public bool IsLossy => false;

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
        PipelineFor(_minimumRuntime).Run(graph, log);
        IReadOnlyList<TfNode> unsupported = Unsupported(graph);
        if (unsupported.Count > 0)
            throw new TargetException(unsupported, $"TFLite has no operator for {string.Join(", ", unsupported.Select(static n => n.Op.Name).Distinct())}.");
        (TFLiteModel model, IReadOnlyList<WrittenOperator> operators) = TFLiteLowering.Lower(graph, Producer.Name);
        CheckRuntime(model, operators);
        using (FileStream stream = File.Create(path))
            model.Write(stream);
        return operators;
    }

    private static Pipeline PipelineFor(Version? runtime) => runtime is null || OperatorTable.IsIn(runtime, BuiltinOperator.CONV_2D, 6)
        ? Pipeline
        : Pipeline.Then(new RewritePass("LegalizeForRuntime", new LegalizeGroupedConv2D(), new FoldConstant()));

    private void CheckRuntime(TFLiteModel model, IReadOnlyList<WrittenOperator> operators)
    {
        if (_minimumRuntime is not { } runtime)
            return;
        TargetProblem[] problems =
        [
            .. from pair in model.SubGraphs[0].Operators.Zip(operators)
               let code = model.OperatorCodes[pair.First.Code]
               where !OperatorTable.IsIn(runtime, code.Builtin, code.Version)
               select Newer(code, pair.Second, runtime),
        ];
        if (problems.Length > 0)
            throw new TargetException([], $"TensorFlow Lite {runtime.ToString(2)} lacks operators of the model.") { Problems = problems };
    }

    private static TargetProblem Newer(OperatorCode code, WrittenOperator written, Version runtime) => new(
        $"{code.Builtin} of {string.Join(", ", written.Inputs.Select(static type => type.ToString()))} is version {code.Version} of the operator, which TensorFlow Lite has from {OperatorTable.MinimumRuntime(code.Builtin, code.Version).ToString(2)} on; {runtime.ToString(2)} does not run it.",
        written.Sources,
        "Ask for a newer runtime with --min-runtime, or write that part of the model with other operators.");

    public TfGraph Read(string path, IReadOnlyDictionary<string, Seq<long>> inputShapes) => TFLiteImporter.Import(TFLiteModel.Read(path), inputShapes);
}
