#:project ../../src/Nobuco/Nobuco.csproj
using Nobuco;
using Nobuco.PyTorch.Export;

// torch.relu_(x[:, 1:2, 16:25, 8::2]) changes the caller's tensor through a slice and throws its result away. TensorFlow has no operators in place; tracing
// turns the write into a new value of the whole tensor, and whatever reads the tensor afterwards reads that one. The model stays as it is.
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";
var program = ExportedProgram.Load(Path.Combine(folder, "model.pt2"));
ConversionResult result = Converter.Convert(program);
result.Save(Path.Combine(Path.GetTempPath(), "in-place.tflite"));

Console.WriteLine("What was traced:");
foreach (NodeReport node in result.Report.Nodes)
    Console.WriteLine($"  {node.Operator,-28} {(node.WasInPlace ? "in place" : "        ")} {node.Provenance.Line?.Code}");
Console.WriteLine("What was written:");
foreach (OperationReport operation in result.Report.Targets[0].Operations)
    Console.WriteLine($"  {operation.Name}");
Console.WriteLine($"Off by more than {result.Report.Verification!.Tolerance} of the largest magnitude: {(result.Report.HasErrors ? "yes" : "no")}");
