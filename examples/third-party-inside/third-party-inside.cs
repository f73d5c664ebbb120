#:project ../../src/Nobuco/Nobuco.csproj
using Nobuco;
using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow;

// rectify.tflite computes what the module `rectify` does. Whichever converter made it, its operators become a part of the graph: they are executed, optimised
// together with their neighbours, and verified as one node.
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";
var program = ExportedProgram.Load(Path.Combine(folder, "model.pt2"));
string part = Path.Combine(folder, "rectify.tflite");
Converters converters = Converters.Default.WithModule("rectify", ChannelOrderingStrategy.ForceTensorFlowOrder, (TfTensor x) => tf.TFLiteFile(part, x)[0]);

ConversionResult result = Converter.Convert(program, new ConversionOptions { Converters = converters });
result.Save(Path.Combine(Path.GetTempPath(), "third-party-inside.tflite"));
foreach (NodeReport node in result.Report.Nodes)
    Console.WriteLine($"{(node.TeacherForced.Passes ? "ok   " : "WRONG")} {node.Operator,-22} {node.Converter?.Name,-26} {string.Join(", ", node.Operations.Select(o => o.Name))}");
Console.WriteLine($"written: {string.Join(", ", result.Report.Targets[0].Operators.Select(o => $"{o.Value} {o.Key}"))}");
