using System.Globalization;
using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>Shows the first wrong node: what it gets, what it should compute and what it computes.</summary>
internal static class EvidenceWriter
{
    public static void Write(Terminal terminal, ConversionReport report)
    {
        if (report.FirstWrong is not { Evidence: { } evidence } node)
            return;
        List<string[]> rows = [.. evidence.Inputs.Select(static input => Row("reads", input))];
        foreach (OutputEvidence output in evidence.Outputs)
            rows.AddRange([Row("expected", output.Expected), Row("got", output.Got)]);
        TextTable.Write(terminal, $"The first wrong node: {node.Name} ({node.Operator})", rows);
        foreach (OutputEvidence output in evidence.Outputs.Where(static output => output.Worst.Count > 0))
        {
            long count = output.Expected.Shape.Aggregate(1L, static (product, size) => product * size);
            TextTable.Write(terminal, $"{output.Differing} of {Sizes.Count(count, "element")} of {output.Expected.Name} differ, the worst at (in PyTorch's axes)", [.. output.Worst.Select(Row)]);
        }
        terminal.WriteLine();
        terminal.WriteLine($"  {Markup.Escape(report.ReproductionCommand ?? "")}");
    }

    private static string[] Row(string what, TensorStatistics tensor) => [what, tensor.Name, tensor.Type, tensor.Values];

    private static string[] Row(ElementDifference element) =>
    [
        $"[{string.Join(", ", element.Index)}]",
        string.Create(CultureInfo.InvariantCulture, $"expected {element.Expected:g9}"),
        string.Create(CultureInfo.InvariantCulture, $"got {element.Got:g9}"),
        string.Create(CultureInfo.InvariantCulture, $"off by {Math.Abs(element.Expected - element.Got):g3}"),
    ];
}
