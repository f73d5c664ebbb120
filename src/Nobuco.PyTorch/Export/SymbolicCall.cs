using Nobuco.PyTorch.Archives;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export;

/// <summary>
/// Python's arithmetic on sizes and on numbers read from tensors. Concrete numbers are computed as Python does. What depends on symbolic sizes is
/// the expression that the program states for the result.
/// </summary>
internal sealed class SymbolicCall(string target) : NodeCall
{
    private readonly string _function = Function(target);

    public static bool Knows(string target) =>
        target.StartsWith("_operator.", StringComparison.Ordinal) || target.StartsWith("math.", StringComparison.Ordinal)
        || target.StartsWith("torch.sym_", StringComparison.Ordinal) || target.StartsWith("torch._sym_", StringComparison.Ordinal)
        || target.StartsWith("builtins.", StringComparison.Ordinal);

    public override void Run(ExportedNode node, Scope scope)
    {
        object?[] operands = Array.ConvertAll(node.Inputs, input => scope.Resolve(input.Value));
        foreach (object? output in node.Outputs)
            scope.Assign([output], [Result(operands, (output as ValueReference)?.Name ?? node.Name, scope)]);
    }

    private object? Result(object?[] operands, string name, Scope scope)
    {
        if (_function == "getitem" && operands is [IReadOnlyList<object?> list, long index])
            return list[(int)(index < 0 ? index + list.Count : index)];
        if (operands.Any(static operand => operand is Dim or UndecidedNumber))
            return Symbolic(operands, name, scope);
        return PythonMath.Evaluate(_function, operands)
            ?? throw ModelErrors.Unsupported($"The operation '{target}' on {string.Join(", ", operands.Select(o => o?.GetType().Name ?? "None"))} is not supported.");
    }

    private object Symbolic(object?[] operands, string name, Scope scope)
    {
        if (scope.Graph.Integers.TryGetValue(name, out Dim? stated))
            return stated;
        if (scope.Graph.Booleans.TryGetValue(name, out bool decided))
            return decided;
        return operands switch
        {
            [var left, var right] when Size(left) is { } a && Size(right) is { } b => Binary(a, b) ?? new UndecidedNumber(name),
            _ => new UndecidedNumber(name),
        };
    }

    private object? Binary(Dim left, Dim right) => _function switch
    {
        "add" => left + right,
        "sub" => left - right,
        "mul" => left * right,
        "floordiv" => Dim.FloorDiv(left, right),
        "mod" => Dim.Mod(left, right),
        "max" => Dim.Max(left, right),
        "min" => Dim.Min(left, right),
        _ when (left - right).TryValue is { } difference => PythonMath.Evaluate(_function, [difference, 0L]) as bool?,
        _ => null,
    };

    private static Dim? Size(object? operand) => operand switch
    {
        Dim dim => dim,
        long constant => constant,
        _ => null,
    };

    /// <summary><c>add</c> for <c>_operator.add</c>, <c>sqrt</c> for <c>torch._sym_sqrt</c>.</summary>
    private static string Function(string target)
    {
        string name = target[(target.LastIndexOf('.') + 1)..].Trim('_');
        return name.StartsWith("sym_", StringComparison.Ordinal) ? name["sym_".Length..] : name;
    }
}
