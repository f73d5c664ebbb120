#:project ../../src/Nobuco/Nobuco.csproj
using Nobuco;
using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow;

// A convolution, a hard sigmoid and a product of channel slices: model.py has the PyTorch side.
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";
var program = ExportedProgram.Load(Path.Combine(folder, "model.pt2"));

// Three lines convert it: every operator is checked against PyTorch, and so is the written file.
ConversionResult result = Converter.Convert(program);
result.Save(Path.Combine(Path.GetTempPath(), "essentials.tflite"));
Console.WriteLine($"Built-in converters: {string.Join(", ", result.Report.Targets[0].Operators.Select(o => $"{o.Value} {o.Key}"))}");

// Suppose there were no converter of hard sigmoid, or not the one we want. TensorFlow has a function of that name, so let us take its formula:
Converters wrong = Converters.Default.Replace("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.ClipByValue(self * 0.2 + 0.5, 0, 1));
Show("Keras' hard sigmoid", Converter.Convert(program, new ConversionOptions { Converters = wrong }).Report);

// It converts, but the numbers are not PyTorch's, whose slope is 1/6. One look at the documentation later:
Converters right = Converters.Default.Replace("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.ClipByValue(self / 6 + 0.5, 0, 1));
Show("PyTorch's hard sigmoid", Converter.Convert(program, new ConversionOptions { Converters = right }).Report);

static void Show(string title, ConversionReport report)
{
    Console.WriteLine($"{title}:");
    foreach (NodeReport node in report.Nodes)
        Console.WriteLine($"  {(node.TeacherForced.Passes ? "ok   " : "WRONG")} {node.Operator,-24} {node.Provenance.Line?.Code}");
    foreach (Diagnostic diagnostic in report.Diagnostics.Take(1))
        Console.WriteLine($"  {diagnostic.Id} at line {diagnostic.Line?.Line} of the model");
}
