using Nobuco.PyTorch.Graph;

namespace Nobuco.Conversion.Modules;

/// <summary>Other values in the place of those that nodes read.</summary>
internal static class Substitution
{
    /// <summary>The node, reading the replacements. Its results stay the same values; where nothing changes it is the same node.</summary>
    public static Node Apply(Node node, IReadOnlyDictionary<Value, Value> replaced)
    {
        if (!node.Inputs.Any(replaced.ContainsKey))
            return node;
        return new Node
        {
            Name = node.Name,
            Operator = node.Operator,
            Arguments = [.. node.Arguments.Select(argument => Apply(argument, replaced))],
            Outputs = node.Outputs,
            Provenance = node.Provenance,
            WasInPlace = node.WasInPlace,
            Subgraphs = node.Subgraphs,
        };
    }

    private static object? Apply(object? argument, IReadOnlyDictionary<Value, Value> replaced) => argument switch
    {
        Value value => replaced.GetValueOrDefault(value, value),
        IReadOnlyList<Value?> values => values.Select(value => value is null ? null : replaced.GetValueOrDefault(value, value)).ToArray(),
        _ => argument,
    };
}
