using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export;

/// <summary>Sizes as sympy's <c>srepr</c> prints them, which PyTorch writes and reads: <c>Mul(Integer(2), Symbol('s77', positive=True, integer=True))</c>.</summary>
internal static class SympyText
{
    public static string Of(Dim size) => size.Terms switch
    {
        [] => "Integer(0)",
        [var term] => Of(term),
        var terms => $"Add({string.Join(", ", terms.Select(Of))})",
    };

    private static string Of(Dim.Term term) => (term.Coefficient, term.Factors.Count) switch
    {
        (var number, 0) => $"Integer({number})",
        (1, 1) => Of(term.Factors[0]),
        (1, _) => $"Mul({string.Join(", ", term.Factors.Select(Of))})",
        (var number, _) => $"Mul(Integer({number}), {string.Join(", ", term.Factors.Select(Of))})",
    };

    /// <summary>Sizes of inputs are positive; those that data decide (<c>u0</c>) may be 0.</summary>
    private static string Of(Dim.Factor factor) => factor switch
    {
        Dim.OpaqueFactor { Kind: var kind, Left: var left, Right: var right } => $"{kind}({Of(left)}, {Of(right)})",
        Dim.SymbolFactor { Name: var name } => name.StartsWith('u') ? $"Symbol('{name}', integer=True)" : $"Symbol('{name}', positive=True, integer=True)",
        _ => throw new ArgumentOutOfRangeException(nameof(factor)),
    };
}
