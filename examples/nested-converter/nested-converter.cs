#:project ../../src/Nobuco/Nobuco.csproj
using Nobuco;
using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.TensorFlow;

// A converter of a block that has converters inside: what is not worth writing by hand is converted as usual, with whatever converters there are for it.
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";
var program = ExportedProgram.Load(Path.Combine(folder, "model.pt2"));
Converters converters = Converters.Default.With(typeof(MyModules));
ConversionResult result = Converter.Convert(program, new ConversionOptions { Converters = converters });
result.Save(Path.Combine(Path.GetTempPath(), "nested-converter.tflite"));

foreach (NodeReport node in result.Report.Nodes)
{
    Console.WriteLine($"{(node.TeacherForced.Passes ? "ok   " : "WRONG")} {node.Provenance.ModulePath,-9} {node.Operator,-22} {node.Converter?.Name}");
    foreach (OperationReport operation in node.Operations)
        Console.WriteLine($"        {operation.Name}");
}
Console.WriteLine($"written: {string.Join(", ", result.Report.Targets[0].Operators.Select(o => $"{o.Value} {o.Key}"))}");

internal static class MyModules
{
    /// <summary>x + conv(x) · σ(gate(x)): the two convolutions as usual, the arithmetic by hand.</summary>
    [ModuleConverter("Block", ChannelOrderingStrategy.ForceTensorFlowOrder)]
    public static TfTensor Block(ModuleConverterCall call, TfTensor x)
    {
        Console.WriteLine($"Converting {call.Path}, {call.ClassName} with {string.Join(", ", call.Parameters.Keys)}; its convolution has padding {call.Attribute<Seq<long>>("conv.padding")}");
        return x + call.ConvertChild("conv", x) * tf.Sigmoid(call.ConvertChild("gate", x));
    }
}
