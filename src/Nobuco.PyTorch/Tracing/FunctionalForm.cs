using Nobuco.PyTorch.Aten.Schema;

namespace Nobuco.PyTorch.Tracing;

/// <summary>The functional overload that computes what a mutating one stores.</summary>
/// <param name="Schema">Returns, after the other results, a value for every argument written to.</param>
/// <param name="Sources">Per argument of <paramref name="Schema"/> the index of the mutating overload's argument.</param>
public sealed record FunctionalForm(OperatorSchema Schema, IReadOnlyList<int> Sources)
{
    /// <summary><c>relu</c> of <c>relu_</c>, <c>add.Tensor</c> of <c>add.out</c>, <c>_native_batch_norm_legit_functional</c>; null if there is none.</summary>
    public static FunctionalForm? Of(OperatorSchema mutating, SchemaTable schemas)
    {
        if (InPlaceStem(mutating.Name) is { } stem && (schemas.Find(stem, mutating.Overload) ?? schemas.Find(stem, "int")) is { } functional)
            return new(functional, [.. Enumerable.Range(0, functional.Arguments.Count)]);
        return WithoutOut(mutating, schemas) ?? WithSuffix(mutating, schemas);
    }

    private static string? InPlaceStem(string name)
    {
        if (name.Contains("::__i", StringComparison.Ordinal))
            return name.Replace("::__i", "::__", StringComparison.Ordinal);
        return name.EndsWith('_') ? name[..^1] : null;
    }

    private static FunctionalForm? WithoutOut(OperatorSchema mutating, SchemaTable schemas)
    {
        string[] read = [.. mutating.Arguments.Where(argument => argument.Alias is not { IsWrite: true }).Select(argument => argument.Name)];
        OperatorSchema? functional = schemas.Overloads(mutating.Name)
            .FirstOrDefault(schema => !schema.IsMutating && schema.Arguments.Take(read.Length).Select(argument => argument.Name).SequenceEqual(read)
                && schema.Arguments.Skip(read.Length).All(argument => argument.HasDefault));
        return functional is null ? null : ByName(functional, mutating);
    }

    private static FunctionalForm? WithSuffix(OperatorSchema mutating, SchemaTable schemas) =>
        schemas.Find($"{mutating.Name}_functional", mutating.Overload) is { } functional ? ByName(functional, mutating) : null;

    private static FunctionalForm ByName(OperatorSchema functional, OperatorSchema mutating)
    {
        List<string> names = [.. mutating.Arguments.Select(argument => argument.Name)];
        return new(functional, [.. functional.Arguments.Select(argument => names.IndexOf(argument.Name))]);
    }
}
