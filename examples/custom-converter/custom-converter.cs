#:project ../../src/Nobuco/Nobuco.csproj
using Nobuco;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.TensorFlow;

// The model calls an operator of its own, demo::swish_gate, which no converter can know.
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";
var program = ExportedProgram.Load(Path.Combine(folder, "model.pt2"));
try
{
    Converter.Convert(program);
}
catch (ConversionException error)
{
    foreach (Diagnostic diagnostic in error.Diagnostics)
        Console.WriteLine($"{diagnostic.Id}: {diagnostic.Message}\n  at line {diagnostic.Line?.Line}: {diagnostic.Line?.Code}\n  {diagnostic.NextStep}");
}

// So we say what it is in TensorFlow. Its schema stands in the place of the name; the parameters are named and typed as there.
Converters converters = Converters.Default.With(typeof(MyConverters));
Show("Converted, but nobody knows what PyTorch computes there", new ConversionOptions { Converters = converters });

// With what it computes in PyTorch the node is checked like all others.
EagerRegistry eager = EagerRegistry.Default.With("demo::swish_gate", (Tensor x, double beta) =>
    Tensor.From([.. x.ToArray<float>().Select(v => v / (1 + MathF.Exp(-(float)beta * v)))], [.. x.Shape]));
Show("Converted and checked", new ConversionOptions { Converters = converters, EagerOperators = eager });

void Show(string title, ConversionOptions options)
{
    ConversionResult result = Converter.Convert(program, options);
    result.Save(Path.Combine(Path.GetTempPath(), "custom-converter.tflite"));
    NodeReport node = result.Report.Nodes.Single(n => n.Operator.StartsWith("demo.", StringComparison.Ordinal));
    Console.WriteLine($"{title}: {node.Converter!.Name} at {Path.GetFileName(node.Converter.Source.File)}, {(node.TeacherForced.Passes ? "as PyTorch" : node.TeacherForced.Verdict)}");
}

internal static class MyConverters
{
    /// <summary>x · σ(β · x)</summary>
    [Converter("demo::swish_gate(Tensor x, float beta) -> Tensor", ChannelOrderingStrategy.MinimumTranspositions)]
    public static TfTensor SwishGate(TfTensor x, double beta) => x * tf.Sigmoid(x * beta);
}
