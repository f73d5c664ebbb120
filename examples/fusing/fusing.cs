#:project ../../src/Nobuco/Nobuco.csproj
using Nobuco;
using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow;

// Batch norm before a convolution without padding: two linear steps that could be one. The passes fold it into the filter by themselves; a converter of the
// module can do the same by hand, and show how it is done when you want what no pass does.
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";
var program = ExportedProgram.Load(Path.Combine(folder, "model.pt2"));
Show("By the passes", Converters.Default);
Show("By hand", Converters.Default.With(typeof(MyModules)));

void Show(string title, Converters converters)
{
    ConversionResult result = Converter.Convert(program, new ConversionOptions { Converters = converters });
    result.Save(Path.Combine(Path.GetTempPath(), "fusing.tflite"));
    TargetReport written = result.Report.Targets[0];
    Console.WriteLine($"{title}: {string.Join(", ", written.Operators.Select(o => $"{o.Value} {o.Key}"))}; rewrites: {string.Join(", ", written.Rewrites.Keys)}");
    foreach (NodeReport node in result.Report.Nodes)
        Console.WriteLine($"  {(node.TeacherForced.Passes ? "ok   " : "WRONG")} {node.Operator,-26} {node.Converter?.Name,-24} {string.Join(", ", node.Operations.Select(o => o.Name))}");
}

internal static class MyModules
{
    /// <summary>
    /// kernel · (γ · (x − μ) / √(σ² + ε) + β) + bias = (kernel · scale) · x + Σ kernel · shift + bias with scale = γ / √(σ² + ε), shift = β − μ · scale.
    /// </summary>
    [ModuleConverter("BnConv", ChannelOrderingStrategy.ForceTensorFlowOrder)]
    public static TfTensor BnConv(ModuleConverterCall call, TfTensor x)
    {
        TfTensor scale = call.Weight("bn.weight") * tf.Rsqrt(call.Weight("bn.running_var") + call.Attribute<double>("bn.eps"));
        TfTensor shift = call.Weight("bn.bias") - call.Weight("bn.running_mean") * scale;
        TfTensor kernel = call.Weight("conv.weight");
        return call.ConvertChild("conv", x, new Dictionary<string, TfTensor>
        {
            ["weight"] = kernel * tf.Reshape(scale, [1, 3, 1, 1]),
            ["bias"] = tf.Sum(kernel * tf.Reshape(shift, [1, 3, 1, 1]), [1, 2, 3]) + call.Weight("conv.bias"),
        });
    }
}
