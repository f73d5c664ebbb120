using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.PublicApi.Tests;

/// <summary>Whatever goes wrong is an exception that says what, where and what to do, and leaves no file.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    [Theory]
    [InlineData("if", 44)]
    [InlineData("while", 75)]
    public void ControlFlowIsNamedAtTheLineOfTheModel(string program, int line)
    {
        ConversionException error = Should.Throw<ConversionException>(() => Converter.Convert(ExportedProgram.Load(Fixtures.PathOf("programs", "control", $"{program}.pt2"))));
        Diagnostic diagnostic = error.Diagnostics.First(d => d.Id == "NBC0101" && d.Message.Contains("higher_order", StringComparison.Ordinal));
        diagnostic.NextStep.ShouldNotBeNull().ShouldStartWith("Control flow is not converted yet.");
        diagnostic.Line.ShouldNotBeNull().Line.ShouldBe(line);
    }

    [Fact]
    public void AllUnsupportedOperatorsAreListedWithTheirPlaces()
    {
        ConversionException error = Fails(() => Convert("failing"), "NBC0101", "NBC0101");

        error.Diagnostics.Select(diagnostic => diagnostic.Line!.Line).ShouldBe([121, 122]);
        error.Diagnostics.ShouldAllBe(diagnostic => diagnostic.ModulePath != null && diagnostic.NextStep != null);
        error.Message.ShouldContain("aten.special_erfcx.default");
        ConversionReport report = error.Report.ShouldNotBeNull();
        report.HasErrors.ShouldBeTrue();
        report.Nodes.Where(node => node.Problem is not null).Select(node => node.Operator).ShouldBe(["aten.special_erfcx.default", "aten.linalg_svdvals.default"]);
    }

    [Fact]
    public void ModelsWithStateAreRefused() =>
        Fails(() => Converter.Convert(ExportedProgram.Load(Fixtures.PathOf("programs", "state", "ema.pt2"))), "NBC0106").Message.ShouldContain("'state'");

    [Fact]
    public void FilesThatAreNoProgramsAreRefused()
    {
        Should.Throw<InvalidModelException>(() => ExportedProgram.Load(Fixtures.PathOf("stories", "essentials.pt"))).Code.ShouldBe("NBC0501");
        Should.Throw<InvalidModelException>(() => ExportedProgram.Load(_folder.PathOf("missing.pt2"))).Code.ShouldBe("NBC0511");
    }

    [Fact]
    public void OrdersOfUnknownTensorsAreRefused()
    {
        var orders = new Dictionary<string, ChannelOrder> { ["image"] = ChannelOrder.Auto };
        Fails(() => Convert("essentials", new ConversionOptions { InputOrders = orders }), "NBC0201").Message.ShouldContain("'image'");
        Fails(() => Convert("essentials", new ConversionOptions { OutputOrders = orders }), "NBC0201");
    }

    [Theory]
    [InlineData(-1e-3)]
    [InlineData(double.NaN)]
    public void TolerancesThatAreNoneAreRefused(double tolerance) => Fails(() => Convert("essentials", new ConversionOptions { Tolerance = tolerance }), "NBC0201");

    [Fact]
    public void InputsThatDoNotFitAreRefused()
    {
        Fails(() => Convert("essentials", Given("y", Tensor.Scalar(1f))), "NBC0202").Message.ShouldContain("'x'");
        Fails(() => Convert("essentials", Given("x", Tensor.Zeros(DType.Float32, [1, 3, 64, 47]))), "NBC0202").Message.ShouldContain("f32[1,3,64,48]");
        Fails(() => Convert("essentials", Given("x", Tensor.Zeros(DType.Float64, [1, 3, 64, 48]))), "NBC0202");
    }

    [Fact]
    public void OutputsThatCannotBeWrittenAreRefused()
    {
        ConversionResult result = Convert("essentials", new ConversionOptions { Verification = Verification.None });
        Fails(() => result.Save(_folder.PathOf("missing/model.tflite")), "NBC0401");
        Directory.CreateDirectory(_folder.PathOf("folder.tflite"));
        Fails(() => result.Save(_folder.PathOf("folder.tflite")), "NBC0401");
        Fails(() => result.Save(_folder.PathOf("model.onnx")), "NBC0402").Message.ShouldContain(".tflite");
        _folder.Files.ShouldBe(["folder.tflite"]);
    }

    [Fact]
    public void WhatFailsVerificationIsSavedOnlyByForce()
    {
        ConversionResult result = Convert("essentials", new ConversionOptions { Tolerance = 0 });
        result.Report.HasErrors.ShouldBeTrue();
        Should.Throw<ConversionException>(() => result.Save(_folder.PathOf("model.tflite"))).Diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == "NBC0302");
        _folder.Files.ShouldBeEmpty();

        result.Save(_folder.PathOf("model.tflite"), force: true);
        _folder.Files.ShouldBe(["model.tflite"]);
        result.Report.Diagnostics.ShouldContain(diagnostic => diagnostic.Id == "NBC0303");
    }

    [Fact]
    public void WhatTheFormatCannotExpressNamesTheOperator()
    {
        Converters converters = Converters.Default.Replace("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.Make(new Mystery(), self.Order, self));
        ConversionResult result = Convert("essentials", new ConversionOptions { Converters = converters, Verification = Verification.None });
        ConversionException error = Fails(() => result.Save(_folder.PathOf("model.tflite")), "NBC0105");
        error.Message.ShouldContain("TFLite has no operator for Mystery of f32[1,32,24,6]");
        error.Diagnostics[0].Line.ShouldNotBeNull();
        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public void AFailureLeavesAnExistingFileAlone()
    {
        File.WriteAllText(_folder.PathOf("model.tflite"), "old");
        ConversionResult result = Convert("essentials", new ConversionOptions { Tolerance = 0 });
        Should.Throw<ConversionException>(() => result.Save(_folder.PathOf("model.tflite")));
        File.ReadAllText(_folder.PathOf("model.tflite")).ShouldBe("old");
    }

    public void Dispose() => _folder.Dispose();

    private static ConversionOptions Given(string name, Tensor tensor) => new() { Inputs = new Dictionary<string, Tensor> { [name] = tensor } };

    private static ConversionResult Convert(string story, ConversionOptions? options = null) =>
        Converter.Convert(ExportedProgram.Load(Fixtures.PathOf("stories", story + ".pt2")), options);

    /// <summary>An operation that no format knows.</summary>
    private sealed record Mystery : Op
    {
        public override Seq<TfType> Infer(Seq<TfType> inputs) => inputs;
    }

    /// <summary>The exception, whose diagnostics have exactly these ids.</summary>
    private static ConversionException Fails(Action action, params string[] ids)
    {
        ConversionException error = Should.Throw<ConversionException>(action);
        error.Diagnostics.Select(diagnostic => diagnostic.Id).ShouldBe(ids);
        return error;
    }
}
