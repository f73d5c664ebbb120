namespace Nobuco.TensorFlow.Targets.GraphDef;

/// <summary>Unique names of nodes. TensorFlow allows letters, digits and <c>_./-</c>, the first of them a letter, a digit or a point.</summary>
internal sealed class NodeNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The name wished for, with what is not allowed in it replaced, or that with a number.</summary>
    public string Unique(string wish)
    {
        string allowed = Allowed(wish), name = allowed;
        for (int i = 1; !_taken.Add(name); i++)
            name = $"{allowed}_{i}";
        return name;
    }

    private static string Allowed(string wish)
    {
        string clean = string.Concat(wish.Select(static c => char.IsAsciiLetterOrDigit(c) || "_./-".Contains(c, StringComparison.Ordinal) ? c : '_'));
        return clean.Length > 0 && (char.IsAsciiLetterOrDigit(clean[0]) || clean[0] == '.') ? clean : "n" + clean;
    }
}
