using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;

namespace Nobuco;

/// <summary>Gathers what there is to see of a node whose own result is wrong.</summary>
internal static class EvidenceCollector
{
    private const int WorstElements = 5;

    /// <param name="node">The node.</param>
    /// <param name="inputs">PyTorch's inputs, in its axis order.</param>
    /// <param name="expected">PyTorch's results.</param>
    /// <param name="got">The converted results, in PyTorch's axis order.</param>
    /// <param name="tolerance">What a node's own error is held to.</param>
    public static NodeEvidence Collect(Node node, Func<Value, Tensor> inputs, IReadOnlyList<Tensor> expected, IReadOnlyList<Tensor> got, double tolerance) => new(
        [.. node.Inputs.Distinct().Select(value => TensorStatistics.Of(value.QualifiedName ?? value.Name, inputs(value)))],
        [.. node.Outputs.Select((output, i) => Compare(output.Name, expected[i], got[i], tolerance))]);

    private static OutputEvidence Compare(string name, Tensor expected, Tensor got, double tolerance)
    {
        TensorStatistics wanted = TensorStatistics.Of(name, expected), computed = TensorStatistics.Of(name, got);
        if (expected.Shape != got.Shape || expected.DType != got.DType || expected.DType.IsComplex())
            return new OutputEvidence(wanted, computed, 0, []);
        double magnitude = Math.Max(Math.Abs(wanted.Minimum ?? 0), Math.Abs(wanted.Maximum ?? 0));
        double allowed = expected.DType.IsFloat() ? tolerance * magnitude : 0;
        double[] left = expected.ToArray<double>(), right = got.ToArray<double>();
        int[] differing = [.. Enumerable.Range(0, left.Length).Where(i => Distance(left[i], right[i]) > allowed)];
        return new OutputEvidence(wanted, computed, differing.Length, [.. differing
            .OrderByDescending(i => Distance(left[i], right[i]))
            .Take(WorstElements)
            .Select(i => new ElementDifference(Index(i, expected.Shape), left[i], right[i]))]);
    }

    /// <summary>Infinite where only one of the two is finite, or they are not the same infinity.</summary>
    private static double Distance(double expected, double got)
    {
        if (double.IsFinite(expected) && double.IsFinite(got))
            return Math.Abs(expected - got);
        return expected.Equals(got) ? 0 : double.PositiveInfinity;
    }

    private static Seq<long> Index(long flat, Seq<long> shape)
    {
        long[] index = new long[shape.Count];
        for (int axis = shape.Count - 1; axis >= 0; axis--)
            (flat, index[axis]) = Math.DivRem(flat, shape[axis]);
        return [.. index];
    }
}
