using Nobuco.Cli.Models;
using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>Shows a <see cref="TFLiteSummary"/>.</summary>
internal static class TFLiteInspection
{
    public static void Write(Terminal terminal, string path, TFLiteSummary summary)
    {
        terminal.WriteLine($"[bold]{Markup.Escape(path)}[/]: {summary.Format}{(summary.Description is { Length: > 0 } text ? $", {Markup.Escape(text)}" : "")}");
        foreach (SignatureSummary signature in summary.Signatures)
        {
            TextTable.Write(terminal, $"Inputs of {signature.Key}", [.. signature.Inputs.Select(input => new[] { input.Name, input.Type })]);
            TextTable.Write(terminal, $"Outputs of {signature.Key}", [.. signature.Outputs.Select(output => new[] { output.Name, output.Type })]);
        }
        TextTable.Write(terminal, $"Operator counts ({summary.Operators.Values.Sum()})", [.. summary.Operators.Select(count => new[] { $"{count.Value,5}", count.Key })]);
        foreach (SubgraphSummary graph in summary.Subgraphs)
        {
            string of = summary.Subgraphs.Count > 1 ? $" of {graph.Name}" : "";
            TextTable.Write(terminal, $"Operators{of}", [.. graph.Operators.Select((node, i) => Row(graph, node, i))]);
            TextTable.Write(terminal, $"Tensors{of}", [.. graph.Tensors.Select(Row)]);
        }
        TextTable.Write(terminal, "Metadata", [.. summary.Metadata.Select(name => new[] { name })]);
    }

    private static string[] Row(SubgraphSummary graph, OperatorSummary node, int index) =>
    [
        $"{index,4}",
        $"{node.Name} v{node.Version}",
        $"{string.Join(" ", node.Inputs.Select(input => input < 0 ? "-" : $"%{input}"))} -> {string.Join(" ", node.Outputs.Select(output => $"%{output} {graph.Tensors[output].Type}"))}",
    ];

    private static string[] Row(TensorSummary tensor) => [$"{"%" + tensor.Index,5}", tensor.Type, tensor.Bytes is { } bytes ? Sizes.Bytes(bytes) : "", tensor.Name ?? ""];
}
