namespace Nobuco.PyTorch.Aten;

/// <summary>The classes whose methods execute operators.</summary>
internal static class OperatorFamilies
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(Creation),
    ];

    /// <summary>Operators that differ by a word, as closures.</summary>
    public static IEnumerable<KeyValuePair<string, OperatorMethod>> Tables() => [];
}
