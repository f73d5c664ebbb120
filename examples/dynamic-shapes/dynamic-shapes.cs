#:project ../../src/Nobuco/Nobuco.csproj
using Nobuco;
using Nobuco.PyTorch.Export;

// Exported with dynamic height and width, and sliced by sizes that are computed from them: x[:, :, h // 3:, w // 3:].
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";
var program = ExportedProgram.Load(Path.Combine(folder, "model.pt2"));

// Sizes stay symbols from end to end. The result is checked at the example's size and at another one.
ConversionResult result = Converter.Convert(program);
result.Save(Path.Combine(Path.GetTempPath(), "dynamic-shapes.tflite"));

foreach (ModelPort port in result.Report.Inputs.Concat(result.Report.Outputs))
    Console.WriteLine($"{port.Name,-9} {port.Type} in order {port.Order}");
Console.WriteLine($"Stages: {string.Join(", ", result.Report.Stages.Select(stage => stage.Name))}");
Console.WriteLine($"Written: {string.Join(", ", result.Report.Targets[0].Operators.Select(o => $"{o.Value} {o.Key}"))}");
Console.WriteLine(result.Report.HasErrors ? "It differs from PyTorch." : "As PyTorch at both sizes.");
