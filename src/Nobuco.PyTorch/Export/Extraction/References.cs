namespace Nobuco.PyTorch.Export.Extraction;

/// <summary>The values that arguments name.</summary>
internal static class References
{
    public static IEnumerable<ValueReference> Of(IEnumerable<object?> arguments) => arguments.SelectMany(Of);

    /// <summary>What a node reads.</summary>
    public static IEnumerable<ValueReference> Inputs(ExportedNode node) => node.Inputs.SelectMany(static input => Of(input.Value));

    private static IEnumerable<ValueReference> Of(object? argument) => argument switch
    {
        ValueReference reference => [reference],
        object?[] list => list.SelectMany(Of),
        _ => [],
    };
}
