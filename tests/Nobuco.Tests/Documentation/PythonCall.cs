using System.Globalization;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.Tests.Documentation;

/// <summary>A call as a line of Python that runs: <c>torch.ops.aten.relu(torch.rand(2, 3))</c>.</summary>
internal static class PythonCall
{
    /// <summary>Null where a size is symbolic or an argument has no Python literal.</summary>
    public static string? Of(Node node)
    {
        List<string> arguments = [];
        bool byName = false;
        for (int i = 0; i < node.Operator.Arguments.Count; i++)
        {
            SchemaArgument argument = node.Operator.Arguments[i];
            if (argument.HasDefault && Equals(argument.Default, node.Arguments[i]))
            {
                byName = true;
                continue;
            }
            if (Literal(node.Arguments[i]) is not { } literal)
                return null;
            arguments.Add(byName || argument.IsKeywordOnly ? $"{argument.Name}={literal}" : literal);
        }
        string overload = node.Operator.Overload.Length == 0 ? "" : $".{node.Operator.Overload}";
        return $"torch.ops.{node.Operator.Name.Replace("::", ".", StringComparison.Ordinal)}{overload}({string.Join(", ", arguments)})";
    }

    private static string? Literal(object? value) => value switch
    {
        null => "None",
        Value tensor => Tensor(tensor.Type),
        IReadOnlyList<Value?> tensors => List(tensors),
        bool truth => truth ? "True" : "False",
        string text => $"'{text}'",
        double.PositiveInfinity => "float('inf')",
        double.NegativeInfinity => "-float('inf')",
        double number => number.ToString("0.0###############", CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        Dim { TryValue: { } size } => size.ToString(CultureInfo.InvariantCulture),
        DType dtype => $"torch.{dtype.Name()}",
        MemoryFormat.Preserve => "torch.preserve_format",
        MemoryFormat.Contiguous => "torch.contiguous_format",
        Seq<long> numbers => List(numbers),
        Seq<Dim> sizes => List(sizes),
        Seq<double> numbers => List(numbers),
        Seq<bool> truths => List(truths),
        _ => null,
    };

    private static string? List<T>(IEnumerable<T> items)
    {
        string?[] literals = [.. items.Select(item => Literal(item))];
        return literals.Contains(null) ? null : $"[{string.Join(", ", literals)}]";
    }

    private static string? Tensor(TensorType type)
    {
        if (type.Shape.Any(static size => size.TryValue is null))
            return null;
        string sizes = string.Join(", ", type.Shape);
        string shape = type.Rank == 1 ? $"({sizes},)" : $"({sizes})";
        return type.DType switch
        {
            DType.Float32 => $"torch.rand({(type.Rank == 0 ? "()" : sizes)})",
            DType.Bool => $"torch.rand({shape}) > 0.5",
            _ when type.DType.IsInteger() => $"torch.randint(0, 2, {shape}{(type.DType == DType.Int64 ? "" : $", dtype=torch.{type.DType.Name()}")})",
            _ => $"torch.rand({shape}, dtype=torch.{type.DType.Name()})",
        };
    }
}
