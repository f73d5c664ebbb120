using System.Globalization;
using System.Text;
using Nobuco.Conversion;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Testing;

namespace Nobuco.Tests.Documentation;

/// <summary>docs/supported-operators.md is made from the built-in converters.</summary>
public sealed class SupportedOperatorsTests
{
    private const string Introduction = """
        # Supported operators

        The ATen operators that have a converter, by family (`src/Nobuco/Converters/<family>.cs`), with the overloads it takes and the [order](channel-order.md) it asks for.
        In-place operators (`aten.relu_`) and `out` variants are not listed: tracing turns them into these. An argument that a converter does not take must have its default;
        any other value is [NBC0102](diagnostics/NBC0102.md). What an operator becomes can still be more than a format expresses: [NBC0105](diagnostics/NBC0105.md).

        This file is generated. After a change of the converters write it by

            NOBUCO_UPDATE=1 dotnet test tests/Nobuco.Tests --filter SupportedOperators

        """;

    [Fact]
    public void TheListIsUpToDate() => GoldenFile.Check("docs/supported-operators.md", Text());

    private static string Text()
    {
        var rows = Converters.Default.Operators.Select(Row).Where(row => TakesAllThatIsRequired(row.Converter, row.Schema)).ToArray();
        var text = new StringBuilder(Introduction).Append(CultureInfo.InvariantCulture, $"\n{rows.Length} overloads of {rows.DistinctBy(row => row.Operator).Count()} operators.\n");
        foreach (var family in rows.GroupBy(row => row.Converter.DisplayName.Split('.')[0]).OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            text.Append("\n## ").Append(family.Key).Append("\n\n| operator | overloads | order |\n|---|---|---|\n");
            foreach (var overloads in family.GroupBy(row => (row.Operator, row.Converter.Strategy)))
                text.Append("| `").Append(overloads.Key.Operator).Append("` | ").AppendJoin(", ", overloads.Select(row => row.Overload)).Append(" | ").Append(overloads.Key.Strategy).Append(" |\n");
        }
        return text.ToString();
    }

    private static bool TakesAllThatIsRequired(OperatorConverter converter, OperatorSchema schema) =>
        Enumerable.Range(0, schema.Arguments.Count).All(i => schema.Arguments[i].HasDefault || converter.Handles(i, schema.Arguments[i].Name));

    private static (string Operator, string Overload, OperatorConverter Converter, OperatorSchema Schema) Row(string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        (string name, string overload) = (fullName[..dot], fullName[(dot + 1)..]);
        OperatorSchema schema = SchemaTable.Default.Find(name.Replace(".", "::", StringComparison.Ordinal), overload).ShouldNotBeNull();
        return (name, overload, Converters.Default.Find(schema).ShouldNotBeNull(), schema);
    }
}
