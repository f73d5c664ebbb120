using Nobuco.Cli.Output;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.Testing;
using Nobuco.TensorFlow;
using Spectre.Console;

namespace Nobuco.Cli.Tests;

/// <summary>The trace tree as a terminal gets it: <c>cat tests/Nobuco.Cli.Tests/Golden/failing.ansi</c> shows one.</summary>
public sealed class TraceTests
{
    [Theory]
    [InlineData("essentials")]
    [InlineData("slice-relu")]
    [InlineData("channel-order")]
    [InlineData("failing")]
    public void LooksAsItShould(string story) => Check(story, Report($"stories/{story}.pt2"), TraceMode.Auto);

    [Fact]
    public void ShowsWhatIsWrong()
    {
        Converters wrong = Converters.Default.Replace("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.ClipByValue(self / 6 + 0.4, 0, 1));
        ConversionReport report = Report("stories/essentials.pt2", wrong);
        NodeReport[] nodes = [.. report.Nodes.Select(node => node.Operator == "aten.hardsigmoid.default"
            ? node with { Converter = node.Converter! with { Source = new ConverterSource("Converters.cs", 7) } }
            : node)];
        report = report with { Nodes = nodes };
        Check("inaccurate", report, TraceMode.Auto);
        Check("inaccurate-failures", report, TraceMode.Failures);
    }

    [Fact]
    public void ShowsAModuleThatWasConvertedAsOne()
    {
        Converters converters = Converters.Default.WithModule("conv1", ChannelOrderingStrategy.ForcePyTorchOrder, (ModuleConverterCall call, TfTensor x) => call.ConvertBody(x));
        string trace = Print(Report("stories/essentials.pt2", converters), TraceMode.Auto);
        trace.ShouldContain("conv1 Conv2d");
        trace.ShouldNotContain("conv2d(");
    }

    [Fact]
    public void FoldsLongModels()
    {
        ConversionReport report = Long(Report("stories/essentials.pt2"), blocks: 40);
        Print(report, TraceMode.Full).Split('\n').Length.ShouldBeGreaterThan(40 * 6);
        Check("summary", report, TraceMode.Auto);
    }

    [Fact]
    public void SaysWhenNothingIsWrong() => Print(Report("stories/essentials.pt2"), TraceMode.Failures).ShouldContain("Nothing is wrong");

    /// <summary>The nodes again and again, in modules of their own.</summary>
    private static ConversionReport Long(ConversionReport report, int blocks)
    {
        IEnumerable<NodeReport> Block(int i) => report.Nodes.Select(node => node with
        {
            Name = $"{node.Name}_{i}",
            Provenance = node.Provenance with { Modules = [node.Provenance.Modules[0], new ModuleCall($"blocks.{i}", "stories.Block"), .. node.Provenance.Modules[1..]] },
            Outputs = [.. node.Outputs.Select(output => output with { Name = $"{output.Name}_{i}" })],
            Inputs = [.. node.Inputs.Select(input => input.IsConstant ? input : input with { Name = input.Kind == ValueKind.Input ? (i == 0 ? input.Name : $"rsub_{i - 1}") : $"{input.Name}_{i}" })],
        });
        return report with { Nodes = [.. Enumerable.Range(0, blocks).SelectMany(Block)] };
    }

    private static void Check(string name, ConversionReport report, TraceMode mode) => GoldenFile.Check($"tests/Nobuco.Cli.Tests/Golden/{name}.ansi", Print(report, mode));

    private static string Print(ConversionReport report, TraceMode mode)
    {
        var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Interactive = InteractionSupport.No });
        console.Profile.Width = short.MaxValue;
        console.Profile.Capabilities.Links = false;
        TraceTree.Write(new Terminal(false, console, console), report, mode);
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>Of a real conversion, with the rounding of this machine's kernels and the paths of another's taken out.</summary>
    private static ConversionReport Report(string model, Converters? converters = null)
    {
        var program = ExportedProgram.Load(Fixtures.PathOf(model.Split('/')));
        ConversionReport report = Convert(program, new ConversionOptions { Converters = converters ?? Converters.Default });
        return report with { Nodes = [.. report.Nodes.Select(Plain)] };
    }

    private static ConversionReport Convert(ExportedProgram program, ConversionOptions options)
    {
        try
        {
            return Converter.Convert(program, options).Report;
        }
        catch (ConversionException error)
        {
            return error.Report.ShouldNotBeNull();
        }
    }

    private static NodeReport Plain(NodeReport node) => node with
    {
        TeacherForced = Plain(node.TeacherForced),
        EndToEnd = Plain(node.EndToEnd),
        Provenance = node.Provenance with { Line = node.Provenance.Line is { } line ? line with { File = Path.GetFileName(line.File) } : null },
    };

    private static Comparison Plain(Comparison comparison) => comparison switch
    {
        { Verdict: Verdict.Exact or Verdict.WithinTolerance } => new Comparison(Verdict.WithinTolerance, 1e-7, 1e-7),
        { Verdict: Verdict.Inaccurate } => comparison with { MaxAbsolute = Math.Round(comparison.MaxAbsolute, 3), MaxRelative = Math.Round(comparison.MaxRelative, 3) },
        _ => comparison,
    };
}
