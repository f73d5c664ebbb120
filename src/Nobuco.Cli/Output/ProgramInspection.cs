using Nobuco.Cli.Models;
using Nobuco.PyTorch.Graph;
using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>Shows a <see cref="ProgramSummary"/>.</summary>
internal static class ProgramInspection
{
    public static void Write(Terminal terminal, string path, ProgramSummary summary)
    {
        terminal.WriteLine($"[bold]{Markup.Escape(path)}[/]: {summary.Format}, PyTorch {Markup.Escape(summary.TorchVersion ?? "unknown")}, schema {Markup.Escape(summary.SchemaVersion)}, dialect {Markup.Escape(summary.Dialect)}");
        TextTable.Write(terminal, "Inputs", Rows(summary.Inputs));
        TextTable.Write(terminal, "Outputs", Rows(summary.Outputs));
        TextTable.Write(terminal, "Dynamic sizes", [.. summary.Symbols.Select(symbol => new[] { symbol.Key, Range(symbol.Value) })]);
        TextTable.Write(terminal, "Modules", ModuleRows(summary.Modules));
        TextTable.Write(terminal, $"Operators ({summary.Operators.Values.Sum()})", [.. summary.Operators.Select(count => new[] { $"{count.Value,5}", count.Key })]);
        TextTable.Write(terminal, $"Weights ({WeightTotals(summary.Weights)})", [.. summary.Weights.Select(Row)]);
    }

    private static string[][] Rows(IEnumerable<NamedType> types) => [.. types.Select(type => new[] { type.Name, type.Type })];

    private static List<string[]> ModuleRows(IReadOnlyList<ModuleSummary> modules)
    {
        List<string[]> rows = [];
        Stack<string> ancestors = [];
        foreach (ModuleSummary module in modules)
        {
            while (ancestors.TryPeek(out string? parent) && !ModuleNames.IsBelow(module.Path, parent))
                ancestors.Pop();
            string name = module.Path.Length == 0 ? "(model)" : ModuleNames.Below(module.Path, ancestors.Count > 0 ? ancestors.Peek() : "");
            rows.Add([new string(' ', 2 * ancestors.Count) + name, module.ClassName, module.Elements > 0 ? Sizes.Count(module.Elements, "parameter") : ""]);
            ancestors.Push(module.Path);
        }
        return rows;
    }

    private static string[] Row(WeightSummary weight) =>
        [weight.Name, $"{weight.DType}[{string.Join(",", weight.Shape)}]", Sizes.Bytes(weight.Bytes), weight.Kind == "parameter" ? "" : weight.Kind];

    private static string WeightTotals(IReadOnlyList<WeightSummary> weights) =>
        string.Join(", ", weights.CountBy(weight => weight.Kind).Select(count => Sizes.Count(count.Value, count.Key)).Append(Sizes.Bytes(weights.Sum(weight => weight.Bytes))));

    private static string Range(SymbolRange range) =>
        $"{range.Minimum?.ToString() ?? "…"} to {range.Maximum?.ToString() ?? "…"}{(range.Hint is { } hint ? $", exported with {hint}" : "")}";
}
