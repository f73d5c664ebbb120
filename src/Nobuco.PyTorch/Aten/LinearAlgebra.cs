using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>Decompositions of matrices.</summary>
internal static class LinearAlgebra
{
    private const int Sweeps = 60;

    /// <summary>The singular values of [.., m, n] matrices in descending order: [.., min(m, n)].</summary>
    [AtenOperator("aten::linalg_svdvals")]
    public static Tensor SingularValues(Tensor A, string? driver)
    {
        Tensor tall = A.Shape[^2] >= A.Shape[^1] ? A.Transpose(A.Rank - 2, A.Rank - 1) : A;
        int columns = (int)tall.Shape[^2], rows = (int)tall.Shape[^1];
        double[] elements = tall.ToArray<double>();
        var result = new double[elements.Length / Math.Max(rows, 1)];
        for (int matrix = 0; matrix < result.Length / Math.Max(columns, 1); matrix++)
        {
            Orthogonalise(elements.AsSpan(matrix * columns * rows, columns * rows), columns, rows);
            for (int column = 0; column < columns; column++)
                result[(matrix * columns) + column] = Length(elements.AsSpan(((matrix * columns) + column) * rows, rows));
            result.AsSpan(matrix * columns, columns).Sort(static (x, y) => y.CompareTo(x));
        }
        return Tensor.From<double>(result, tall.Shape[..^1]).Cast(A.DType);
    }

    /// <summary>Jacobi's one-sided rotations of pairs of columns until all are orthogonal (Hestenes 1958). A column's elements are neighbours.</summary>
    private static void Orthogonalise(Span<double> matrix, int columns, int rows)
    {
        bool changed = true;
        for (int sweep = 0; sweep < Sweeps && changed; sweep++)
        {
            changed = false;
            for (int p = 0; p < columns; p++)
            {
                for (int q = p + 1; q < columns; q++)
                    changed |= Rotate(matrix.Slice(p * rows, rows), matrix.Slice(q * rows, rows));
            }
        }
    }

    private static bool Rotate(Span<double> x, Span<double> y)
    {
        double xx = Dot(x, x), yy = Dot(y, y), xy = Dot(x, y);
        if (Math.Abs(xy) <= 1e-15 * Math.Sqrt(xx * yy))
            return false;
        double zeta = (yy - xx) / (2 * xy);
        double tangent = (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent)), sine = cosine * tangent;
        for (int i = 0; i < x.Length; i++)
            (x[i], y[i]) = ((cosine * x[i]) - (sine * y[i]), (sine * x[i]) + (cosine * y[i]));
        return true;
    }

    private static double Length(ReadOnlySpan<double> x) => Math.Sqrt(Dot(x, x));

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => System.Numerics.Tensors.TensorPrimitives.Dot(x, y);
}
