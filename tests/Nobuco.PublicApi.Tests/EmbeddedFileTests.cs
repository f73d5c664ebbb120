using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Testing;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.PublicApi.Tests;

/// <summary>A <c>.tflite</c> file in the place of a module.</summary>
public sealed class EmbeddedFileTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    [Fact]
    public void BecomesAPartOfTheGraph()
    {
        ConversionResult result = Convert("act", Relu([1, 6, 6, 16]));
        result.Report.Diagnostics.ShouldBeEmpty();
        result.Graph.Nodes.Count(node => node.Op.Name == "Relu").ShouldBe(1);
        result.Save(_folder.PathOf("whole.tflite"));
    }

    [Fact]
    public void IsVerified() => Convert("bn_conv.bn", Relu([1, 8, 8, 3])).Report.Nodes[0].TeacherForced.Verdict.ShouldBe(Verdict.Inaccurate);

    [Fact]
    public void MustTakeTheModulesInputs()
    {
        ConversionException error = Should.Throw<ConversionException>(() => Convert("act", Relu([1, 6, 6])));
        error.Diagnostics.Single().Message.ShouldContain("The graph takes (f32[1,6,6]), but is given (f32[1,6,6,16]).");
    }

    public void Dispose() => _folder.Dispose();

    private string Relu(Seq<Nobuco.Tensors.Symbolic.Dim> shape)
    {
        string path = _folder.PathOf("relu.tflite");
        TfTensor x = tf.Placeholder(new TfType(DType.Float32, shape), AxisOrder.Identity(shape.Count));
        _ = new TFLiteTarget().Write(new TfGraph([new NamedValue("x", x.Value)], [new NamedValue("y", tf.Relu(x).Value)]), path, new RewriteLog());
        return path;
    }

    private static ConversionResult Convert(string module, string path) => Converter.Convert(
        ExportedProgram.Load(Fixtures.PathOf("programs", "custom", "fusible-module.pt2")),
        new ConversionOptions { Converters = Converters.Default.WithModule(module, ForceTensorFlowOrder, (IReadOnlyList<TfTensor> inputs) => tf.TFLiteFile(path, inputs)) });
}
