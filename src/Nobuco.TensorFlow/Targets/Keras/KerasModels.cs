using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Passes.Simplify;
using Nobuco.TensorFlow.Targets.Keras.Legalization;
using Nobuco.TensorFlow.Targets.Keras.Lowering;
using Nobuco.TensorFlow.Targets.Keras.Model;

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
        new RewritePass("Legalize", [new FoldConstantView(), new FoldConstant(), .. KerasLegalizations.Of(version)]),
        new RewritePass("LegalizeSizes", KerasLegalizations.OfSizes(version)),
        // Keras 3 has no operation that takes a size from a tensor; what then is left is reported.
        new MaterializeSizes(node => version == KerasVersion.Keras3 || Expressible.Is(node, version)),
        new RewritePass("Finish", [.. KerasLegalizations.OfSizes(version), new FoldConstantView(), new FoldConstant(), new EliminateIdentity()]),
        new FuseCommonSubexpressions());

    /// <summary>How many layers and operations of each kind there are.</summary>
    public static IReadOnlyDictionary<string, int> Count(KerasModel model) =>
        model.Layers.Where(static l => !l.IsInput).CountBy(static l => (string?)l.Config["function"] ?? l.ClassName).ToDictionary();
}
