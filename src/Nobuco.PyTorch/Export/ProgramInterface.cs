using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Export;

/// <summary>What the user sees of a program: named inputs and outputs, symbols, example inputs.</summary>
internal static class ProgramInterface
{
    public static IReadOnlyList<ProgramInput> Inputs(ProgramFile file)
    {
        InputSpec[] leaves = InputLeaves(file);
        IReadOnlyList<string> names = ProgramNames.Inputs(file, [.. leaves.Select(static leaf => (leaf.Argument as ValueReference)?.Name ?? leaf.Target)]);
        return [.. leaves.Zip(names).Where(static leaf => IsGiven(leaf.First)).Select(leaf => Input(leaf.First, leaf.Second, file.Graph))];
    }

    public static IReadOnlyList<ProgramOutput> Outputs(ProgramFile file)
    {
        OutputSpec[] leaves = [.. file.Signature.Outputs.Where(static spec => spec.Kind == OutputKind.User)];
        return [.. leaves.Zip(ProgramNames.Outputs(file, leaves.Length), (leaf, name) => leaf.Argument is ValueReference value
            ? new ProgramOutput(name, file.Graph.Tensors.GetValueOrDefault(value.Name)?.Type, null)
            : new ProgramOutput(name, null, leaf.Argument))];
    }

    public static IReadOnlyDictionary<string, SymbolRange> Symbols(ProgramFile file)
    {
        var symbols = new Dictionary<string, SymbolRange>(StringComparer.Ordinal);
        IEnumerable<string> used = InputLeaves(file)
            .Select(leaf => leaf.Argument is ValueReference value ? file.Graph.Tensors.GetValueOrDefault(value.Name) : null)
            .SelectMany(static meta => meta?.Sizes.SelectMany(static size => size.Symbols) ?? []);
        foreach (string symbol in file.Ranges.Keys.Where(static key => key.All(char.IsAsciiLetterOrDigit)).Concat(file.Hints.Keys).Concat(used))
        {
            SymbolRange range = file.Ranges.GetValueOrDefault(symbol) ?? new SymbolRange(null, null, null);
            symbols[symbol] = range with { Hint = file.Hints.TryGetValue(symbol, out long hint) ? hint : null };
        }
        return symbols;
    }

    /// <param name="saved">The pickled pair of positional and keyword arguments.</param>
    public static IReadOnlyList<object?>? ExampleInputs(ProgramFile file, object? saved)
    {
        InputSpec[] leaves = InputLeaves(file);
        var values = new List<object?>();
        if (saved is null || PyTree.TryParse(file.InputTree)?.TryFlatten(saved, values) != true || values.Count != leaves.Length)
            return null;
        object?[] given = [.. values.Where((_, i) => IsGiven(leaves[i]))];
        return given.All(static value => value is Tensor or long or double or bool) ? given : null;
    }

    public static ProgramResult Result(ProgramFile file, Scope scope)
    {
        var outputs = new List<object?>();
        var mutations = new List<ProgramMutation>();
        foreach (OutputSpec spec in file.Signature.Outputs)
        {
            object? value = scope.Resolve(spec.Argument);
            if (spec.Kind == OutputKind.User)
                outputs.Add(value);
            else if (spec.Kind != OutputKind.Other && value is not null)
                mutations.Add(Mutation(file, spec, value));
        }
        return new ProgramResult(outputs, mutations);
    }

    private static ProgramMutation Mutation(ProgramFile file, OutputSpec spec, object value)
    {
        if (spec.Kind == OutputKind.BufferMutation)
            return new ProgramMutation(spec.Target, true, value);
        InputSpec[] leaves = [.. InputLeaves(file).Where(IsGiven)];
        int index = Array.FindIndex(leaves, leaf => ((ValueReference)leaf.Argument!).Name == spec.Target);
        return new ProgramMutation(index < 0 ? spec.Target : Inputs(file)[index].Name, false, value);
    }

    /// <summary>The leaves of the input pytree: what the user gives, and literals the program is specialised to.</summary>
    private static InputSpec[] InputLeaves(ProgramFile file) =>
        [.. file.Signature.Inputs.Where(static spec => spec.Kind is InputKind.User or InputKind.Literal)];

    private static bool IsGiven(InputSpec leaf) => leaf is { Kind: InputKind.User, Argument: ValueReference };

    private static ProgramInput Input(InputSpec leaf, string name, ExportedGraph graph)
    {
        string value = ((ValueReference)leaf.Argument!).Name;
        return new ProgramInput(name, graph.Tensors.GetValueOrDefault(value)?.Type, graph.Integers.GetValueOrDefault(value));
    }
}
