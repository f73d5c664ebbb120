using Nobuco.Knowledge;

namespace Nobuco.Conversion;

/// <summary>A model for every operator that some fixture calls: <c>Knowledge/examples.tsv</c>, which a test makes from the fixtures.</summary>
internal static class OperatorExamples
{
    private static readonly Lazy<Dictionary<string, OperatorExample>> _all = new(Read);

    /// <param name="fullName"><c>aten.conv2d.default</c></param>
    public static OperatorExample? Of(string fullName) => _all.Value.GetValueOrDefault(fullName);

    private static Dictionary<string, OperatorExample> Read() =>
        KnowledgeArchive.Read("src/Nobuco/Knowledge/examples.tsv")!.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('\t'))
            .ToDictionary(static row => row[0], static row => new OperatorExample(row[1], row[2]), StringComparer.Ordinal);
}
