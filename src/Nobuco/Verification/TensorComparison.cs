using Nobuco.Tensors;

namespace Nobuco;

/// <summary>Compares a tensor with PyTorch's.</summary>
internal static class TensorComparison
{
    /// <param name="tolerance">For floats, relative to the largest finite magnitude of <paramref name="expected"/>.</param>
    public static Comparison Compare(Tensor expected, Tensor actual, double tolerance)
    {
        if (expected.Shape != actual.Shape)
            return new Comparison(Verdict.Failed, Message: $"shape {actual.Shape} instead of {expected.Shape}");
        if (expected.DType != actual.DType)
            return new Comparison(Verdict.Failed, Message: $"{actual.DType.Name()} instead of {expected.DType.Name()}");
        if (expected.Count == 0)
            return new Comparison(Verdict.Exact);
        if (expected.DType.IsComplex())
            return Compare(RealAndImaginary(expected), RealAndImaginary(actual), tolerance);
        return expected.DType == DType.Float32
            ? CompareFloats(expected.Contiguous().ReadOnlySpan<float>(), actual.Contiguous().ReadOnlySpan<float>(), tolerance)
            : CompareDoubles(expected, actual, tolerance);
    }

    private static Comparison CompareDoubles(Tensor expected, Tensor actual, double tolerance)
    {
        if (expected.Contiguous().ReadOnlyBytes().SequenceEqual(actual.Contiguous().ReadOnlyBytes()))
            return new Comparison(Verdict.Exact);
        double[] wanted = expected.ToArray<double>(), got = actual.ToArray<double>();
        var measure = new Measure();
        for (int i = 0; i < wanted.Length; i++)
            measure.Add(wanted[i], got[i]);
        return measure.Judge(expected.DType.IsFloat() ? tolerance : 0);
    }

    private static Comparison CompareFloats(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        if (expected.SequenceEqual(actual))
            return new Comparison(Verdict.Exact);
        var measure = new Measure();
        for (int i = 0; i < expected.Length; i++)
            measure.Add(expected[i], actual[i]);
        return measure.Judge(tolerance);
    }

    internal static Tensor RealAndImaginary(Tensor tensor)
    {
        System.Numerics.Complex[] numbers = tensor.ToArray<System.Numerics.Complex>();
        return Tensor.From([.. numbers.Select(static n => n.Real), .. numbers.Select(static n => n.Imaginary)], 2L * numbers.Length);
    }

    private struct Measure()
    {
        private double _magnitude, _difference;
        private long _misplaced;

        public void Add(double expected, double actual)
        {
            if (!double.IsFinite(expected) || !double.IsFinite(actual))
            {
                if (!expected.Equals(actual))
                    _misplaced++;
                return;
            }
            _magnitude = Math.Max(_magnitude, Math.Abs(expected));
            _difference = Math.Max(_difference, Math.Abs(expected - actual));
        }

        public readonly Comparison Judge(double tolerance)
        {
            double relative = _difference == 0 ? 0 : _difference / Math.Max(_magnitude, double.Epsilon);
            // A tensor of rounding noise around zero has no magnitude to be relative to.
            relative = _magnitude < 1e-12 && _difference < 1e-12 ? 0 : relative;
            if (_misplaced > 0)
                return new Comparison(Verdict.Inaccurate, _difference, relative, $"{_misplaced} elements are NaN or infinite in one of the two only");
            if (_difference == 0)
                return new Comparison(Verdict.Exact);
            return new Comparison(relative <= tolerance ? Verdict.WithinTolerance : Verdict.Inaccurate, _difference, relative);
        }
    }
}
