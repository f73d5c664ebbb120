namespace Nobuco.PyTorch.Aten;

/// <summary>The classes whose methods execute operators.</summary>
internal static class OperatorFamilies
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(Activation),
        typeof(Attention),
        typeof(Casting),
        typeof(ComplexNumbers),
        typeof(Convolution),
        typeof(Creation),
        typeof(Detection),
        typeof(Dropout),
        typeof(Elementwise),
        typeof(Embedding),
        typeof(Fourier),
        typeof(GridSampling),
        typeof(Indexing),
        typeof(Linear),
        typeof(LinearAlgebra),
        typeof(Normalization),
        typeof(Ordering),
        typeof(Padding),
        typeof(Pooling),
        typeof(Properties),
        typeof(Recurrent),
        typeof(Reduction),
        typeof(Resize),
        typeof(Scattering),
        typeof(Signal),
        typeof(Shape),
        typeof(Statistics),
    ];

    /// <summary>Operators that differ by a word, as closures.</summary>
    public static IEnumerable<KeyValuePair<string, OperatorMethod>> Tables() => [.. ElementwiseTables.All, .. Casting.Casts];
}
