namespace Nobuco.Tensors.Tests.Kernels;

/// <summary>Comparisons of tensors.</summary>
internal static class TensorAssert
{
    /// <summary>Same shape, and elements within <paramref name="tolerance"/> of the expected tensor's largest magnitude.</summary>
    public static void ShouldBeClose(this Tensor actual, Tensor expected, double tolerance = 2e-6)
    {
        actual.Shape.ShouldBe(expected.Shape);
        double[] a = actual.ToArray<double>(), e = expected.ToArray<double>();
        double largest = e.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < a.Length; i++)
        {
            bool isSame = a[i].Equals(e[i]) || Math.Abs(a[i] - e[i]) <= tolerance * Math.Max(largest, 1e-30);
            isSame.ShouldBeTrue($"element {i} of {expected}: {a[i]:R}, expected {e[i]:R}");
        }
    }

    /// <summary>Same type, shape and elements.</summary>
    public static void ShouldEqual(this Tensor actual, Tensor expected)
    {
        actual.DType.ShouldBe(expected.DType);
        actual.Shape.ShouldBe(expected.Shape);
        actual.Contiguous().ReadOnlyBytes().SequenceEqual(expected.Contiguous().ReadOnlyBytes()).ShouldBeTrue($"elements of {actual}");
    }
}
