using System.Text.Json.Nodes;
using Json.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Testing;
using Nobuco.TensorFlow;

namespace Nobuco.Report.Tests;

/// <summary>The JSON document is what docs/report.schema.json says, to the letter.</summary>
public sealed class JsonReportTests
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(File.ReadAllText(Repository.PathOf("docs", "report.schema.json")));

    [Theory]
    [InlineData("stories/essentials.pt2")]
    [InlineData("stories/failing.pt2")]
    [InlineData("stories/slice-relu.pt2")]
    [InlineData("stories/channel-order.pt2")]
    [InlineData("models/dynamic/unet-size.pt2")]
    public void FollowsItsSchema(string fixture) => Check(JsonReport.Text(Reports.Of(fixture)));

    [Fact]
    public void FollowsItsSchemaWhenAConverterIsWrong()
    {
        Converters wrong = Converters.Default.Replace("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => self / 0);
        ConversionReport report = Reports.Of("stories/essentials.pt2", new ConversionOptions { Converters = wrong });
        JsonNode document = Check(JsonReport.Text(report));
        document["status"]!.GetValue<string>().ShouldBe("failed");
        document["firstWrong"]!.GetValue<string>().ShouldBe("hardsigmoid");
    }

    [Fact]
    public void FollowsItsSchemaWithoutVerification() =>
        Check(JsonReport.Text(Reports.Of("stories/essentials.pt2", new ConversionOptions { Verification = Verification.None })))["status"]!.GetValue<string>().ShouldBe("notVerified");

    [Fact]
    public void FollowsItsSchemaBeforeThereIsAReport() => Check(JsonReport.Text([new Diagnostic(Descriptors.ForeignFile, "It is a picture.")]));

    [Theory]
    [InlineData("essentials")]
    [InlineData("failing")]
    public void IsWhatItWas(string story) =>
        GoldenFile.Check($"tests/Nobuco.Report.Tests/Golden/{story}.json", JsonReport.Text(Plain(Reports.Of($"stories/{story}.pt2"))) + "\n");

    [Fact]
    public void TheSchemaNamesEveryField()
    {
        string schema = File.ReadAllText(Repository.PathOf("docs", "report.schema.json"));
        foreach (string name in Names(JsonNode.Parse(JsonReport.Text(Reports.Of("stories/channel-order.pt2")))!).Distinct())
            schema.ShouldContain($"\"{name}\"", customMessage: "What is not in the schema is not stable.");
    }

    private static JsonNode Check(string document)
    {
        JsonNode parsed = JsonNode.Parse(document)!;
        EvaluationResults result = s_schema.Evaluate(parsed, new EvaluationOptions { OutputFormat = OutputFormat.List });
        result.IsValid.ShouldBeTrue(string.Join('\n', result.Details.Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")));
        return parsed;
    }

    /// <summary>The fields of objects; what stands under the names of operators, rules and outputs is no field.</summary>
    private static IEnumerable<string> Names(JsonNode node) => node switch
    {
        JsonArray items => items.OfType<JsonNode>().SelectMany(Names),
        JsonObject fields => fields.SelectMany(field => field.Key is "operators" or "rewrites" or "written" or "converted" || field.Value is null ? [field.Key] : Names(field.Value).Prepend(field.Key)),
        _ => [],
    };

    /// <summary>Without what differs from machine to machine: times, paths, rounding.</summary>
    private static ConversionReport Plain(ConversionReport report) => report with
    {
        TorchVersion = "2.x",
        Stages = [],
        Nodes = [.. report.Nodes.Select(Plain)],
        Targets = [.. report.Targets.Select(target => target with { Path = Path.GetFileName(target.Path), Size = 0, Written = Plain(target.Written) })],
        Verification = report.Verification is { } verification ? verification with { Converted = Plain(verification.Converted) } : null,
        Diagnostics = [.. report.Diagnostics.Select(diagnostic => diagnostic with { Line = Plain(diagnostic.Line) })],
    };

    private static NodeReport Plain(NodeReport node) => node with
    {
        TeacherForced = Plain(node.TeacherForced),
        EndToEnd = Plain(node.EndToEnd),
        EagerTime = null,
        ConvertedTime = null,
        Converter = node.Converter is { } converter ? converter with { Source = converter.Source with { Line = 1 } } : null,
        Provenance = node.Provenance with { Line = Plain(node.Provenance.Line) },
    };

    private static SourceLine? Plain(SourceLine? line) => line is null ? null : line with { File = Path.GetFileName(line.File) };

    private static Comparison Plain(Comparison comparison) => comparison.Verdict is Verdict.Exact or Verdict.WithinTolerance ? new Comparison(Verdict.WithinTolerance, 1e-7, 1e-7) : comparison;

    private static Dictionary<string, Comparison> Plain(IReadOnlyDictionary<string, Comparison> outputs) => outputs.ToDictionary(output => output.Key, output => Plain(output.Value));
}
