using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.Keras;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.Tests.Keras;

/// <summary>A program converted to a file of Keras, which is then all that is known of it.</summary>
internal sealed class KerasFile : IDisposable
{
    private readonly ConversionReport _report;

    private KerasFile(ConversionResult result, string extension)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}{extension}");
        result.Save(Path);
        _report = result.Report;
    }

    public string Path { get; }

    /// <summary>The file, or null when the program cannot be converted to any format.</summary>
    /// <param name="extension"><c>.keras</c> or <c>.h5</c>.</param>
    /// <exception cref="ConversionException">Keras cannot express the program.</exception>
    public static KerasFile? Of(string program, string extension)
    {
        try
        {
            return new KerasFile(Converted(program), extension);
        }
        catch (UnconvertedException)
        {
            return null;
        }
    }

    private static ConversionResult Converted(string program)
    {
        try
        {
            return Converter.Convert(ExportedProgram.Load(program), new ConversionOptions { Verification = Verification.None });
        }
        catch (ConversionException error)
        {
            throw new UnconvertedException(error.Message);
        }
    }

    public void Dispose() => File.Delete(Path);

    /// <summary>Reads the file for the sizes of every golden call, runs it and compares.</summary>
    public void Check(IReadOnlyList<GoldenSet> calls, double tolerance)
    {
        foreach (GoldenSet call in calls)
            Golden.Compare(call.Outputs, Run(call.Inputs), tolerance);
    }

    private IReadOnlyList<Tensor> Run(IReadOnlyList<Tensor> inputs)
    {
        Dictionary<string, Tensor> given = inputs.Zip(_report.Inputs).ToDictionary(i => i.Second.Name, i => i.First.Permute(i.Second.Order.Permutation).Contiguous());
        ITarget target = Path.EndsWith(".h5", StringComparison.Ordinal) ? new KerasH5Target() : new KerasTarget();
        TfGraph graph = target.Read(Path, given.ToDictionary(i => i.Key, i => i.Value.Shape));
        IReadOnlyDictionary<string, Tensor> results = TfExecutor.Run(graph, given);
        return [.. graph.Outputs.Zip(_report.Outputs, (output, port) => results[output.Name].Permute(port.Order.To(AxisOrder.Identity(port.Order.Rank))).Contiguous())];
    }

    private sealed class UnconvertedException(string message) : Exception(message);
}
