using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>Shows what converts an operator. Overloads that share a converter show its text once.</summary>
internal static class LocationWriter
{
    public static void Write(Terminal terminal, OperatorLocation location)
    {
        foreach (IGrouping<ConverterSource?, LocatedOverload> shared in location.Overloads.GroupBy(static overload => overload.Converter?.Source))
        {
            foreach (LocatedOverload overload in shared)
                Write(terminal, overload);
            if ((shared.First().Converter?.Code ?? shared.First().Template) is { } code)
                terminal.WriteLine($"\n{string.Join('\n', code.Split('\n').Select(static line => $"    {Markup.Escape(line)}".TrimEnd()))}");
            terminal.WriteLine();
        }
    }

    private static void Write(Terminal terminal, LocatedOverload overload)
    {
        terminal.WriteLine($"[bold]{Markup.Escape(overload.Operator)}[/]");
        terminal.WriteLine($"  [grey]{Markup.Escape(overload.Schema)}[/]");
        if (overload.Functional is { } functional)
            Row(terminal, "Traced as", functional);
        if (overload.Converter is { } converter)
            Write(terminal, converter);
        else
            Row(terminal, "Converter", "none; one of yours would begin");
        if (overload.Example is { } example)
        {
            Row(terminal, "Example", example.File);
            Row(terminal, "", example.Python);
        }
    }

    private static void Write(Terminal terminal, LocatedConverter converter)
    {
        Row(terminal, "Converter", $"{converter.Method}  {converter.Source}");
        Row(terminal, "Order", $"{converter.Strategy}: {Meaning(converter.Strategy)}");
        Row(terminal, "Takes", string.Join(", ", converter.Handled));
        if (converter.Unhandled.Count > 0)
            Row(terminal, "Limits", $"only with {string.Join(", ", converter.Unhandled)} (NBC0102 otherwise)");
        foreach (string limit in converter.Limits)
            Row(terminal, "Limits", $"{limit} (NBC0105)");
        if (converter.Summary is { } summary)
            Row(terminal, "Does", summary);
    }

    private static void Row(Terminal terminal, string heading, string text) => terminal.WriteLine($"  {heading,-9}  {Markup.Escape(text)}");

    private static string Meaning(ChannelOrderingStrategy strategy) => strategy switch
    {
        ChannelOrderingStrategy.ForceTensorFlowOrder => "tensors come and go channels-last",
        ChannelOrderingStrategy.ForcePyTorchOrder => "tensors come and go in PyTorch's order",
        ChannelOrderingStrategy.MinimumTranspositions => "any order, the same for all tensors",
        _ => "any order, the converter asks where its axes are",
    };
}
