#:project ../../src/Nobuco/Nobuco.csproj
using Nobuco;
using Nobuco.PyTorch.Export;

// A linear layer that works on the last axis of an image, then convolutions, then a softmax over what is left of the image: the first and last part
// want PyTorch's order, the middle wants channels last.
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";
var program = ExportedProgram.Load(Path.Combine(folder, "model.pt2"));

// The order of every tensor is decided for the whole graph at once, such that transposes move the fewest bytes.
Show("As it is", new ConversionOptions());
Show("Inputs and outputs as PyTorch has them", new ConversionOptions { InputOrder = ChannelOrder.PyTorch, OutputOrder = ChannelOrder.PyTorch });
Show("Whatever moves least", new ConversionOptions { InputOrder = ChannelOrder.Auto, OutputOrder = ChannelOrder.Auto });

// Where that is not what you want, say so: at a node, or at a module, whose results are then brought into that order.
Show("The linear layer's result in PyTorch's order", new ConversionOptions { OrderHints = new Dictionary<string, ChannelOrder> { ["mix"] = ChannelOrder.PyTorch } });

void Show(string title, ConversionOptions options)
{
    ConversionReport report = Converter.Convert(program, options).Report;
    Console.WriteLine($"{title}: {report.Transposes.Count(t => t.Bytes > 0)} transposes move {report.Transposes.Sum(t => t.Bytes):n0} bytes");
    foreach (ModelPort port in report.Inputs.Concat(report.Outputs))
        Console.WriteLine($"  {port.Name,-9} {port.Type} in order {port.Order}");
    foreach (TransposeReport transpose in report.Transposes)
        Console.WriteLine($"  {transpose.Tensor}: {transpose.Reason}");
}
