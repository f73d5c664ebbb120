using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Passes.Simplify;
using Nobuco.TensorFlow.Targets.Keras.Legalization;
using Nobuco.TensorFlow.Targets.Keras.Lowering;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras;

/// <summary>What both file formats share: from a graph to a model.</summary>
internal static class KerasModels
{
    /// <summary>Brings the graph, which changes, into the words of a version.</summary>
    /// <exception cref="TargetException">Keras has no layer and no operation for some nodes.</exception>
    public static KerasModel Make(TfGraph graph, KerasVersion version, RewriteLog log)
    {
        PipelineOf(version).Run(graph, log);
        IReadOnlyList<TfNode> unsupported = [.. graph.Nodes.Where(n => !LoweringTable.Of(version).Has(n.Op) || !Expressible.Is(n, version))];
        if (unsupported.Count > 0)
            throw new TargetException(unsupported, $"Keras has no layer or operation for {string.Join(", ", unsupported.Select(static n => n.Op.Name).Distinct())}.");
        return KerasLowering.Lower(graph, version);
    }

    /// <summary>All passes before a graph is lowered.</summary>
    private static Pipeline PipelineOf(KerasVersion version) => Pipeline.Keras.Then(
        new RewritePass("Legalize", [new FoldConstantView(), new FoldConstant { KeepsParameters = true }, .. KerasLegalizations.Of(version)]),
        new RewritePass("LegalizeSizes", KerasLegalizations.OfSizes(version)),
        // Keras 3 has no operation that takes a size from a tensor; what then is left is reported.
        new MaterializeSizes(node => version == KerasVersion.Keras3 || Expressible.Is(node, version)),
        new RewritePass("Finish", [.. KerasLegalizations.OfSizes(version), new FoldConstantView(), new FoldConstant { KeepsParameters = true }, new EliminateIdentity(), .. KerasLegalizations.OfSums(version)]),
        new FuseCommonSubexpressions());

    /// <summary>All calls of layers and operations, with what they compute of the program.</summary>
    public static IReadOnlyList<WrittenOperator> Describe(KerasModel model) => [.. model.Layers.Where(static l => !l.IsInput).SelectMany(static l => l.Calls).Select(Describe)];

    private static WrittenOperator Describe(KerasCall call) => new(
        (string?)call.Layer.Config["function"] ?? call.Layer.ClassName,
        [.. call.Tensors.Select(static t => t.Type!), .. call.Layer.Weights.Select(static w => new TfType(w.Value.DType, w.Value.Shape.Select(static size => (Dim)size).ToSeq()))],
        call.Results,
        call.Sources);
}
