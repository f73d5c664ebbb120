#:project ../../src/Nobuco/Nobuco.csproj
using Nobuco;
using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph.Ops;

// The model calls two blocks of one class, x + conv(x) · σ(gate(x)). Converted operator by operator each is two convolutions.
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";
var program = ExportedProgram.Load(Path.Combine(folder, "model.pt2"));
Show("Operator by operator", Converters.Default);

// One converter for the class takes the place of all that a block calls: both filters in one convolution, whose channels are then split.
Show("Block by block", Converters.Default.With(typeof(MyModules)));

// A path is for one module only and goes before its class. What is wrong is found out, at the module.
Show("With a mistake in one", Converters.Default.With(typeof(MyModules)).WithModule("blocks.1", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor x) => x + tf.Relu(x)));

void Show(string title, Converters converters)
{
    ConversionResult result = Converter.Convert(program, new ConversionOptions { Converters = converters });
    Console.WriteLine($"{title}:");
    foreach (NodeReport node in result.Report.Nodes)
        Console.WriteLine($"  {(node.TeacherForced.Passes ? "ok   " : "WRONG")} {node.Provenance.ModulePath,-13} {node.Operator,-22} {node.Converter?.Name}");
    if (result.Report.HasErrors)
        return;
    result.Save(Path.Combine(Path.GetTempPath(), "module-converter.tflite"));
    Console.WriteLine($"  written: {string.Join(", ", result.Report.Targets[0].Operators.Select(o => $"{o.Value} {o.Key}"))}");
}

internal static class MyModules
{
    /// <summary>x [N, H, W, C]; a 1×1 filter is a 3×3 one of zeros but for its middle.</summary>
    [ModuleConverter("Block", ChannelOrderingStrategy.ForceTensorFlowOrder)]
    public static TfTensor Block(ModuleConverterCall call, TfTensor x)
    {
        TfTensor gate = tf.PadV2(call.Weight("gate.weight"), [0, 0, 1, 1], [0, 0, 1, 1], 0);
        TfTensor filter = tf.Transpose(tf.ConcatV2([call.Weight("conv.weight"), gate], 0), [2, 3, 1, 0]);
        TfTensor bias = tf.ConcatV2([call.Weight("conv.bias"), call.Weight("gate.bias")], 0);
        TfTensor both = tf.Conv2D(x, filter, bias, padding: Padding.Same);
        return x + both[.., .., .., ..8] * tf.Sigmoid(both[.., .., .., 8..]);
    }
}
