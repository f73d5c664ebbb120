using System.Text.RegularExpressions;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Export;

/// <summary>The names a user knows: the arguments of <c>forward</c> and the keys of dictionaries.</summary>
internal static partial class ProgramNames
{
    /// <summary>A unique name per leaf of the inputs.</summary>
    /// <param name="placeholders">The names that the graph has for the leaves.</param>
    public static IReadOnlyList<string> Inputs(ProgramFile file, IReadOnlyList<string> placeholders)
    {
        string[] fallback = [.. placeholders.Select(FromPlaceholder)];
        if (PyTree.TryParse(file.InputTree) is not { Children: [var positional, var keywords] } || positional.Child.Children is not { } arguments)
            return Unique(fallback);
        List<string> names = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            PyTree argument = arguments[i].Child;
            string placeholder = names.Count < fallback.Length ? fallback[names.Count] : $"input_{names.Count}";
            string? name = i < file.ForwardArgumentNames?.Count ? file.ForwardArgumentNames[i] : null;
            // A placeholder `args_0` stands for the first of `*args`.
            bool isKnown = name is not null && (!argument.IsLeaf || placeholder != $"{name}_0");
            names.AddRange(isKnown || !argument.IsLeaf ? argument.LeafNames(name ?? $"input_{i}") : [placeholder]);
        }
        names.AddRange(keywords.Child.LeafNames(""));
        return Unique(names.Count == placeholders.Count ? names : fallback);
    }

    /// <summary>A unique name per leaf of the outputs: <c>output_0</c>, or the keys of a dictionary.</summary>
    public static IReadOnlyList<string> Outputs(ProgramFile file, int count)
    {
        string[] fallback = [.. Enumerable.Range(0, count).Select(i => $"output_{i}")];
        if (PyTree.TryParse(file.OutputTree) is not { Children: { } children })
            return fallback;
        string[] names = [.. children.SelectMany(entry => entry.Child.LeafNames(char.IsAsciiDigit(entry.Key.FirstOrDefault()) ? $"output_{entry.Key}" : entry.Key))];
        return Unique(names.Length == count ? names : fallback);
    }

    /// <summary>Old exports name inputs <c>l_x_</c> or <c>arg0_1</c>.</summary>
    private static string FromPlaceholder(string placeholder, int index)
    {
        if (NumberedName().IsMatch(placeholder))
            return $"input_{index}";
        return DynamoName().Match(placeholder) is { Success: true } match ? match.Groups[1].Value : placeholder;
    }

    private static Seq<string> Unique(IReadOnlyList<string> names)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        return names.Select(name =>
        {
            string unique = name;
            for (int i = 1; !used.Add(unique); i++)
                unique = $"{name}_{i}";
            return unique;
        }).ToSeq();
    }

    [GeneratedRegex("^arg[0-9]+_1$")]
    private static partial Regex NumberedName();

    [GeneratedRegex("^[lL]_+([A-Za-z0-9_]*[A-Za-z0-9])_+$")]
    private static partial Regex DynamoName();
}
