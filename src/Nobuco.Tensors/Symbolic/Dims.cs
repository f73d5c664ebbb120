namespace Nobuco.Tensors.Symbolic;

/// <summary>Arithmetic on several dimensions.</summary>
public static class Dims
{
    /// <summary>The number of elements of a shape: 1 for none.</summary>
    public static Dim Product(this IEnumerable<Dim> dims) => dims.Aggregate(Dim.One, static (a, b) => a * b);
}
