namespace Nobuco.Conversion;

/// <summary>Names that someone may have meant.</summary>
internal static class NearNames
{
    private const int Most = 5;

    /// <summary>The few names that the fewest edits make of <paramref name="name"/>, or that contain it, nearest first.</summary>
    public static IEnumerable<string> Of(string name, IEnumerable<string> known)
    {
        string wanted = Plain(name);
        return known
            .Select(candidate => (Name: candidate, Distance: Plain(candidate).Contains(wanted, StringComparison.Ordinal) ? 1 : Distance(wanted, Plain(candidate))))
            .Where(candidate => candidate.Distance <= 1 + (wanted.Length / 4))
            .OrderBy(static candidate => candidate.Distance)
            .ThenBy(static candidate => candidate.Name.Length)
            .ThenBy(static candidate => candidate.Name, StringComparer.Ordinal)
            .Take(Most)
            .Select(static candidate => candidate.Name);
    }

    private static string Plain(string name) => name[(name.LastIndexOf(':') + 1)..].ToLowerInvariant();

    /// <summary>Levenshtein's distance: insertions, deletions and replacements.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (left[i - 1] == right[j - 1] ? 0 : 1), 1 + Math.Min(row[j], row[j - 1])));
        }
        return row[^1];
    }
}
