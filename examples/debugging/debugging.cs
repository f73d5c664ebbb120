#:project ../../src/Nobuco/Nobuco.csproj
using Nobuco;
using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.TensorFlow;

// A model that does not convert. What is wrong, where, and what can be done?
string folder = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".";
var program = ExportedProgram.Load(Path.Combine(folder, "model.pt2"));
try
{
    Converter.Convert(program);
}
catch (ConversionException error)
{
    // All operators without a converter are named in one run, each with its Python line and what a converter of it looks like.
    foreach (Diagnostic diagnostic in error.Diagnostics)
        Console.WriteLine($"{diagnostic.Id}: {diagnostic.Message}\n  line {diagnostic.Line?.Line}: {diagnostic.Line?.Code}");
    Console.WriteLine($"The report is there all the same: {error.Report!.Nodes.Count(node => node.Converter is not null)} of {error.Report.Nodes.Count} nodes are converted.\n");
}

// We bring both. The scaled complementary error function in a hurry, without its factor; singular values as the roots of the eigenvalues of A·Aᵀ.
Converters hurried = Converters.Default.With(typeof(SingularValues)).With("aten::special_erfcx", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.Erfc(self));
Show("In a hurry", hurried);

// The first wrong node is named, not the ones that inherit its error: exp(x²) was forgotten.
Converters careful = Converters.Default.With(typeof(SingularValues)).With("aten::special_erfcx", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.Exp(self * self) * tf.Erfc(self));
Show("With care", careful);

void Show(string title, Converters converters)
{
    ConversionReport report = Converter.Convert(program, new ConversionOptions { Converters = converters }).Report;
    NodeReport? first = report.Nodes.FirstOrDefault(node => !node.TeacherForced.Passes);
    Console.WriteLine(first is null ? $"{title}: as PyTorch" : $"{title}: the first wrong node is {first.Name}, converted at {Path.GetFileName(first.Converter!.Source.File)}");
    if (first is null)
        return;
    // Cut out with what it really reads, it can be worked on, or attached to a bug report, by itself; PyTorch loads the file as well.
    string repro = Path.Combine(Path.GetTempPath(), "debugging.pt2");
    Reproduction.OfNode(program, first.Name, new ConversionOptions { Converters = converters }).Save(repro);
    var alone = ExportedProgram.Load(repro);
    Console.WriteLine($"  alone: {alone.OperatorCounts.Keys.Single()}({alone.Inputs[0].Name} {alone.Inputs[0].Type}), {(Converter.Convert(alone, new ConversionOptions { Converters = converters }).Report.HasErrors ? "as wrong as in the model" : "right")}");
    foreach (NodeReport node in report.Nodes.Where(node => !node.EndToEnd.Passes))
        Console.WriteLine($"  {node.Name,-16} {(node.TeacherForced.Passes ? "inherits an error" : "is wrong itself")}");
}

internal static class SingularValues
{
    private const int Sweeps = 60;

    /// <summary>
    /// A [B, M, N] with M ≤ N → the M singular values, the largest first: the eigenvalues of A·Aᵀ by orthogonal iteration, one QR step (Gram–Schmidt) after the other.
    /// </summary>
    [Converter("aten::linalg_svdvals", ChannelOrderingStrategy.ForcePyTorchOrder)]
    public static TfTensor SvdVals(ConverterCall call, TfTensor A)
    {
        int size = (int)call.Result.Shape[^1].Value;
        TfTensor gram = tf.BatchMatMulV2(A, tf.Transpose(A, [0, 2, 1]));
        TfTensor[] basis = [.. Enumerable.Range(0, size).Select(i => tf.Constant(Unit(i, size)))];
        for (int sweep = 0; sweep < Sweeps; sweep++)
            basis = Orthonormal([.. basis.Select(v => tf.BatchMatMulV2(gram, v))]);
        return tf.ConcatV2([.. basis.Select(v => tf.Sqrt(tf.Squeeze(Dot(v, tf.BatchMatMulV2(gram, v)), [2])))], 1);
    }

    private static TfTensor[] Orthonormal(TfTensor[] vectors)
    {
        for (int i = 0; i < vectors.Length; i++)
        {
            foreach (TfTensor earlier in vectors[..i])
                vectors[i] -= earlier * Dot(earlier, vectors[i]);
            vectors[i] *= tf.Rsqrt(Dot(vectors[i], vectors[i]));
        }
        return vectors;
    }

    private static TfTensor Dot(TfTensor x, TfTensor y) => tf.Sum(x * y, [1], keepDims: true);

    private static Tensor Unit(int i, int size)
    {
        var values = new float[size];
        for (int k = 0; k < size; k++)
            values[k] = k == i ? 1 : 0.1f / (1 + i + (2 * k));
        return Tensor.From(values, 1, size, 1);
    }
}
