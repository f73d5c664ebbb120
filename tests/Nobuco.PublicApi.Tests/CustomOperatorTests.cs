using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.TensorFlow;
using Nobuco.Testing;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.PublicApi.Tests;

/// <summary>Operators that PyTorch does not have: the user says what they are.</summary>
public sealed class CustomOperatorTests
{
    private const string SwishGate = "demo::swish_gate(Tensor x, float beta=1.0) -> Tensor";

    private static readonly Converters _converters = Converters.Default.With(SwishGate, MinimumTranspositions, (TfTensor x, double beta) => x * tf.Sigmoid(x * beta));

    [Fact]
    public void AreConvertedAndNamedAsUnchecked()
    {
        ConversionReport report = Convert(new ConversionOptions { Converters = _converters }).Report;
        report.Diagnostics.Select(d => (d.Id, d.Message.Contains("demo::swish_gate", StringComparison.Ordinal) || d.Message.Contains("demo.swish_gate", StringComparison.Ordinal))).ShouldBe([("NBC0301", true)]);
    }

    [Fact]
    public void AreCheckedWhenTheUserSaysWhatTheyCompute()
    {
        ConversionReport report = Convert(new ConversionOptions { Converters = _converters, EagerOperators = EagerRegistry.Default.With("demo::swish_gate", Gate(1)) }).Report;
        report.Diagnostics.ShouldBeEmpty();
        report.Nodes[^1].TeacherForced.Passes.ShouldBeTrue();
    }

    [Fact]
    public void AreFoundOutWhenTheyAreWrong()
    {
        ConversionReport report = Convert(new ConversionOptions { Converters = _converters, EagerOperators = EagerRegistry.Default.With("demo::swish_gate", Gate(2)) }).Report;
        report.Nodes[^1].TeacherForced.Verdict.ShouldBe(Verdict.Inaccurate);
    }

    [Fact]
    public void AreReportedWithTheSchemaToWriteWhereThereIsNoConverter()
    {
        ConversionException error = Should.Throw<ConversionException>(() => Convert(new ConversionOptions()));
        error.Diagnostics.Select(d => d.Id).ShouldBe(["NBC0101"]);
        error.Diagnostics[0].NextStep!.ShouldContain("demo::swish_gate(Tensor x, float beta) -> Tensor");
    }

    private static Func<Tensor, double, Tensor> Gate(double factor) => (x, beta) =>
        Tensor.From([.. x.ToArray<float>().Select(v => (float)(factor * v / (1 + Math.Exp(-beta * v))))], [.. x.Shape]);

    private static ConversionResult Convert(ConversionOptions options) =>
        Converter.Convert(ExportedProgram.Load(Fixtures.PathOf("programs", "custom", "swish-gate.pt2")), options);
}
