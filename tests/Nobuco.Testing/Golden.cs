using Nobuco.Tensors;

namespace Nobuco.Testing;

/// <summary>Comparison with golden numbers.</summary>
public static class Golden
{
    /// <summary>
    /// Shape, dtype, the places of NaN and infinities, and integers must be equal; floats may differ by <paramref name="relativeToMax"/>
    /// times the largest finite magnitude that is expected (1 where all is zero).
    /// </summary>
    /// <param name="what">What is compared, for the message.</param>
    /// <exception cref="MismatchException">They differ.</exception>
    public static void Compare(Tensor expected, Tensor actual, double relativeToMax = 1e-5, string what = "The tensor")
    {
        if (expected.DType != actual.DType || expected.Shape != actual.Shape)
            throw new MismatchException($"{what} should be {expected} but is {actual}.");
        Difference difference = Difference.Between(expected, actual);
        double allowed = expected.DType.IsFloat() || expected.DType.IsComplex() ? relativeToMax : 0;
        if (difference.PatternDiffers || difference.RelativeToMax > allowed)
            throw new MismatchException($"{what} ({expected}) {difference}; allowed {allowed:g3}.");
    }

    /// <summary>Lists of the same length, each pair as <see cref="Compare(Tensor, Tensor, double, string)"/>.</summary>
    /// <exception cref="MismatchException">They differ; the message says in which output.</exception>
    public static void Compare(IReadOnlyList<Tensor> expected, IReadOnlyList<Tensor> actual, double relativeToMax = 1e-5, string what = "out")
    {
        if (expected.Count != actual.Count)
            throw new MismatchException($"{expected.Count} outputs expected, {actual.Count} came.");
        for (int i = 0; i < expected.Count; i++)
            Compare(expected[i], actual[i], relativeToMax, what + i);
    }
}

/// <summary>Two tensors differ by more than is allowed.</summary>
public sealed class MismatchException(string message) : Exception(message);
