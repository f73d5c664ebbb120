using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes.Fuse;
using Nobuco.TensorFlow.Passes.Fuse.Branches;
using Nobuco.TensorFlow.Passes.Simplify;
using Nobuco.TensorFlow.Passes.Transposes;
using Nobuco.TensorFlow.Targets.GraphDef.Legalization;
using Nobuco.TensorFlow.Targets.TFLite.Legalization;

namespace Nobuco.TensorFlow.Passes;

/// <summary>A list of passes that runs from the first to the last.</summary>
public sealed class Pipeline(params IReadOnlyList<IPass> passes)
{
    /// <summary>Makes a graph one of the operations that TFLite has, and as few of them as can be, without a change of its numbers beyond rounding.</summary>
    public static Pipeline TFLite { get; } = new(
        // First, so that rules that look for weights find constants.
        new RewritePass("Simplify", _simplify),
        new FuseCommonSubexpressions(),
        // Before fusing, as a transpose between a convolution and what follows it keeps them apart.
        new RewritePass("Transposes", [.. _simplify, .. _transposes, new FoldTransposeIntoLayer()]),
        new RewritePass("Fuse", [.. _simplify, .. _fuse]),
        new RewritePass("Legalize", Legalizations.All),
        // What legalisation made is folded and fused as well, with nothing that would make what it took apart.
        new RewritePass("Finish", [.. _simplify.Where(static rule => rule is not EliminateBroadcast), new FoldTranspose(), new FuseBlocks(), new FuseAffineIntoLayer(), new FuseAffineBeforeLayer(), new FuseActivation()]),
        new FuseCommonSubexpressions());

    /// <summary>
    /// Makes a graph one of TensorFlow's operations: constants and batch norms are folded and transposes cancelled, but what TensorFlow's own tools recognise is left as it is.
    /// </summary>
    public static Pipeline GraphDef { get; } = new(
        new RewritePass("Simplify", _simplify),
        new FuseCommonSubexpressions(),
        // Before fusing, as a transpose between a convolution and what follows it keeps them apart.
        new RewritePass("Transposes", [.. _simplify, .. _transposes]),
        new RewritePass("Fuse", [.. _simplify, .. _fuse.Where(static rule => rule is not (FuseHardSwish or FuseGelu or FuseActivation or FuseSliceIntoLayer))]),
        new RewritePass("Legalize", GraphDefLegalizations.All),
        new RewritePass("Finish", [.. _simplify.Where(static rule => rule is not EliminateBroadcast), new FoldTranspose(), new FuseAffineIntoLayer()]),
        new FuseCommonSubexpressions());

    /// <summary>Makes a graph one of layers that a person would write and can train on: weights and statistics stay apart, activations are operations of their own.</summary>
    public static Pipeline Keras { get; } = new(
        new RewritePass("Simplify", _simplifyTrained),
        new FuseCommonSubexpressions(),
        new RewritePass("Transposes", [.. _simplifyTrained, .. _transposes]),
        new RewritePass("Fuse", [.. _simplifyTrained, .. _recognize]));

    public IReadOnlyList<IPass> Passes { get; } = passes;

    private static INodeRewrite[] _simplify => Simplify(new FoldConstant());

    private static INodeRewrite[] _simplifyTrained => Simplify(new FoldConstant { KeepsParameters = true });

    private static INodeRewrite[] Simplify(FoldConstant fold) =>
    [
        new FoldConstantView(),
        fold,
        new EliminateIdentity(),
        new EliminateInversePair(),
        new EliminateBroadcast(),
        new FoldScalarArithmetic(),
        new FuseReshapes(),
        new FuseSlices(),
        new FuseSliceUpdates(),
        new FuseReductions(),
        new FuseReshapeIntoReduction(),
        new FusePowers(),
    ];

    private static INodeRewrite[] _transposes =>
    [
        new FoldTranspose(),
        new FoldTransposeIntoMatMul(),
        new FoldTransposeIntoDense(),
        new HoistTranspose(),
        new SinkTranspose(),
        new SinkTransposesThroughElementwise(),
        new SinkTransposeThroughReshape(),
        new FuseTransposesAroundReshape(),
    ];

    private static INodeRewrite[] _fuse =>
    [
        // Before activations are fused into what computes the slice.
        new FuseSliceUpdateIntoSelect(),
        new FuseChannelGather(),
        new FuseSliceIntoLayer(),
        new FusePadIntoPad(),
        new FusePadIntoConvolution(),
        new FusePadIntoMaxPool(),
        new FuseParallelConvolutions(),
        new FuseHardSwish(),
        new FuseHardSigmoid(),
        new FuseGelu(),
        new FuseClip(),
        new FuseAffineIntoLayer(),
        new FuseAffineBeforeLayer(),
        new FuseFactorBeforeLayer(),
        new FusePointConvolution(),
        new FuseActivation(),
        new FuseIntoLayerBehindReshape(),
        new FuseSoftmax(),
    ];

    /// <summary>What names a pattern without a change of its weights.</summary>
    private static INodeRewrite[] _recognize =>
    [
        new FuseSliceUpdateIntoSelect(),
        new FusePadIntoPad(),
        new FusePadIntoConvolution(),
        new FusePadIntoMaxPool(),
        new FuseHardSwish(),
        new FuseGelu(),
        new FuseClip(),
        new FuseSoftmax(),
    ];

    /// <summary>This pipeline and further passes after it.</summary>
    public Pipeline Then(params IEnumerable<IPass> more) => new([.. Passes, .. more]);

    /// <exception cref="InvalidGraphException">A pass left the graph in a wrong state; the message names the pass.</exception>
    public void Run(TfGraph graph, RewriteLog log)
    {
        TfGraphChecker.Check(graph);
        foreach (IPass pass in Passes)
        {
            pass.Run(graph, log);
            Check(graph, pass);
        }
    }

    private static void Check(TfGraph graph, IPass pass)
    {
        try
        {
            TfGraphChecker.Check(graph);
        }
        catch (InvalidGraphException exception)
        {
            throw new InvalidGraphException($"The pass {pass.Name} broke the graph: {exception.Message}", exception);
        }
    }
}
