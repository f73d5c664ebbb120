using System.Text.RegularExpressions;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.TensorFlow.Targets.SavedModel;
using Nobuco.TensorFlow.Tests.Executor;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>SavedModels hold only what TensorFlow has kernels for: every operation in every element type, and all that PyTorch exported.</summary>
public sealed partial class KernelTests
{
    private static readonly string[] s_types = ["bool", "u8", "i8", "i16", "i32", "i64", "f16", "bf16", "f32", "f64"];

    /// <summary>What has no meaning: an integer clipped at a fraction, negative truth.</summary>
    private static readonly Regex s_nonsense = new(@"^(ClipByValue\((?!bf|f).*-0\.5|Sub\(bool)");

    public static TheoryData<string> Cases => [.. OperationCases.All.SelectMany(Retyped).Distinct().Where(IsComputed)];

    public static TheoryData<Fixture> Programs =>
    [
        .. Fixtures.Operators().Where(static fixture => fixture.Family != "signal"),
        .. Fixtures.Stories().Where(static story => story.Name != "failing"),
        .. Fixtures.Models(),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryTypeIsComputed(string text)
    {
        using var folder = new WrittenFolder(new SavedModelTarget(), Executor.OperationTests.Graph(text));
        Kernels.Refused(Written(folder.Path)).ShouldBeEmpty();
        var inputs = Inputs(folder.Graph);
        folder.Compare(inputs, folder.Run(inputs), text.Contains("bf16", StringComparison.Ordinal) ? 0.05 : text.Contains("f16", StringComparison.Ordinal) ? 0.01 : 1e-4);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void EveryFixtureIsComputed(Fixture fixture)
    {
        foreach (string program in fixture.Programs)
        {
            string folder = Directory.CreateTempSubdirectory("nobuco-test-").FullName;
            try
            {
                Converter.Convert(PyTorch.Export.ExportedProgram.Load(program), new ConversionOptions { Verification = Verification.None }).Save(Path.Combine(folder, "saved_model"));
                Kernels.Refused(Written(Path.Combine(folder, "saved_model"))).ShouldBeEmpty(program);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static Targets.Protobuf.GraphDef Written(string folder) =>
        Targets.Protobuf.SavedModel.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "saved_model.pb"))).MetaGraphs[0].GraphDef;

    /// <summary>The case with each of its element types replaced by each other one.</summary>
    private static IEnumerable<string> Retyped(string text) => ElementType().Matches(text).Select(static m => m.Value).Distinct()
        .SelectMany(type => s_types.Select(other => Regex.Replace(text, $@"\b{type}(?=\[)", other)));

    /// <summary>Whether the operation takes the types: neither inference nor the executor refuses them.</summary>
    private static bool IsComputed(string text)
    {
        if (s_nonsense.IsMatch(text))
            return false;
        try
        {
            TfGraph graph = TfGraphText.Parse(Executor.OperationTests.Graph(text));
            TfExecutor.Run(graph, Inputs(graph));
            return true;
        }
        catch (Exception error) when (error is ShapeException or ExecutionException or FormatException or NotSupportedException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or ArithmeticException)
        {
            return false;
        }
    }

    private static Dictionary<string, Tensor> Inputs(TfGraph graph) =>
        graph.Inputs.ToDictionary(static i => i.Name, static i => Executor.OperationTests.Random(i.Value.Type, Executor.OperationTests.Sizes[0]));

    [GeneratedRegex(@"\w+(?=\[)")]
    private static partial Regex ElementType();
}
