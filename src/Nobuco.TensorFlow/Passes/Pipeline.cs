using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes.Fuse;
using Nobuco.TensorFlow.Passes.Fuse.Branches;
using Nobuco.TensorFlow.Passes.Simplify;

namespace Nobuco.TensorFlow.Passes;

/// <summary>A list of passes that runs from the first to the last.</summary>
public sealed class Pipeline(params IReadOnlyList<IPass> passes)
{
    /// <summary>
    /// Everything that makes a graph for TFLite smaller and faster without a change of its numbers beyond rounding: all that can be is folded and fused.
    /// </summary>
    public static Pipeline TFLite { get; } = new(
        // First, so that rules that look for weights find constants.
        new RewritePass("Simplify", _simplify),
        new FuseCommonSubexpressions(),
        // Activations last at a node: once fused they keep anything else out.
        new RewritePass("Fuse", [.. _simplify, .. _fuse]),
        new FuseCommonSubexpressions());

    public IReadOnlyList<IPass> Passes { get; } = passes;

    private static INodeRewrite[] _simplify =>
    [
        new FoldConstantView(),
        new FoldConstant(),
        new EliminateIdentity(),
        new EliminateInversePair(),
        new EliminateBroadcast(),
        new FoldScalarArithmetic(),
        new FuseReshapes(),
        new FuseReductions(),
        new FuseReshapeIntoReduction(),
        new FusePowers(),
    ];

    private static INodeRewrite[] _fuse =>
    [
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
        new FuseActivation(),
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
