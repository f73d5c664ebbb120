namespace Nobuco.PyTorch.Export;

/// <summary>The text of pytrees without nesting, as <see cref="PyTree.TryParse"/> reads it.</summary>
internal static class PyTreeText
{
    private const string Leaf = """{"type": null, "context": null, "children_spec": []}""";

    /// <summary>That many positional arguments and no keywords.</summary>
    public static string Arguments(int count) =>
        $$"""[1, {"type": "builtins.tuple", "context": "null", "children_spec": [{{Tuple(count)}}, {"type": "builtins.dict", "context": "[]", "children_spec": []}]}]""";

    /// <summary>A single result by itself, several in a tuple.</summary>
    public static string Results(int count) => $"[1, {(count == 1 ? Leaf : Tuple(count))}]";

    private static string Tuple(int count) =>
        $$"""{"type": "builtins.tuple", "context": "null", "children_spec": [{{string.Join(", ", Enumerable.Repeat(Leaf, count))}}]}""";
}
