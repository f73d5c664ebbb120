using System.Diagnostics;
using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.Zoo;

/// <summary>Converts one model and checks it.</summary>
internal sealed class ZooRun(ZooModel model, string folder)
{
    private const double Tolerance = 1e-4;

    /// <summary>What an expected failure of accuracy may not exceed either.</summary>
    private const double FarOff = 5e-4;

    private const string TfJs = "TfJs";

    private readonly string _path = Path.Combine(folder, model.Name);
    private readonly List<(string Check, string? Failure)> _checks = [];

    /// <summary>Each check with what is wrong, null where nothing is.</summary>
    public IReadOnlyList<(string Check, string? Failure)> Checks => _checks;

    public void Run()
    {
        string file = Path.Combine(Path.GetTempPath(), $"nobuco-zoo-{Guid.NewGuid():N}.tflite");
        try
        {
            ConversionReport? report = null;
            long start = Stopwatch.GetTimestamp();
            Check("convert", () => report = Convert(file));
            Console.Write($"{model.Name,-46} {Stopwatch.GetElapsedTime(start).TotalSeconds,6:f2} s");
            if (report?.Targets is not [var target])
                return;
            int transposes = target.Operators.GetValueOrDefault("TRANSPOSE");
            Console.Write($" {target.OperatorCount,4} operators {transposes,3} TRANSPOSE {target.Size / 1e6,6:f1} MB");
            Check("operators", () => Demand(target.OperatorCount <= model.MaxOperators, $"{target.OperatorCount} operators, at most {model.MaxOperators} are allowed"));
            Check("transposes", () => Demand(transposes <= model.MaxTransposes, $"{transposes} TRANSPOSE, at most {model.MaxTransposes} are allowed"));
            foreach (Engine engine in Enum.GetValues<Engine>().Where(e => TFLiteRuntimes.Missing(e) is null))
                Check(engine.ToString(), () => Execute(engine.ToString(), TFLiteRuntimes.Get(engine).Load(engine == Engine.TensorFlowLite ? ForTensorFlowLite(file) : File.ReadAllBytes(file)), report));
            if (TfJsRuntimes.Missing is null)
                Check(TfJs, ExecuteOnTfJs);
        }
        finally
        {
            File.Delete(file);
            Console.WriteLine();
        }
    }

    /// <summary>The model for the oldest runtime; operators are counted on the one without options.</summary>
    private byte[] ForTensorFlowLite(string file)
    {
        string old = Path.ChangeExtension(file, ".2.9.tflite");
        try
        {
            _ = Convert(old, new Version(2, 9));
            return File.ReadAllBytes(old);
        }
        finally
        {
            File.Delete(old);
        }
    }

    private void ExecuteOnTfJs()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"nobuco-zoo-{Guid.NewGuid():N}-web_model");
        try
        {
            ConversionReport report = Convert(folder);
            Execute(TfJs, TfJsRuntimes.Load(TfJsBackend.Wasm, Path.Combine(folder, "model.json")), report);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private ConversionReport Convert(string file, Version? minimumRuntime = null)
    {
        ConversionResult result = Converter.Convert(ExportedProgram.Load(_path + ".pt2"), new ConversionOptions { Verification = Verification.None, MinimumRuntime = minimumRuntime });
        result.Save(file);
        return result.Report;
    }

    private void Execute(string runtime, IModelSession loaded, ConversionReport report)
    {
        using IModelSession session = loaded;
        double worst = 0;
        foreach (GoldenSet call in GoldenSet.Load(_path + ".npz"))
        {
            Tensor[] inputs = [.. call.Inputs.Zip(report.Inputs, (tensor, port) => tensor.Permute(port.Order.Permutation).Contiguous()).Select(Given)];
            Tensor[] outputs = [.. session.Run(inputs).Zip(report.Outputs, (tensor, port) => tensor.Permute(port.Order.To(AxisOrder.Identity(port.Order.Rank))).Contiguous())];
            worst = Math.Max(worst, call.Outputs.Zip(outputs, (expected, actual) => expected.Shape == actual.Shape ? Difference.Between(expected, actual).RelativeToMax : double.NaN).Max());
            Console.Write($" {runtime} {worst:e1}");
            Golden.Compare(call.Outputs, outputs, FarOff);
            Golden.Compare(call.Outputs, outputs, Tolerance);
        }

        // TensorFlow.js has no int64.
        Tensor Given(Tensor tensor) => runtime == TfJs && tensor.DType == DType.Int64 ? tensor.Cast(DType.Int32) : tensor;
    }

    private void Check(string check, Action action)
    {
        string? expected = ExpectedFailures.ReasonOf(model.Name, check);
        string? failure = null;
        try
        {
            action();
        }
        catch (Exception error)
        {
            failure = error.Message;
        }
        if (expected is null)
            _checks.Add((check, failure));
        else if (failure is null)
            _checks.Add((check, "it passes: take it off the list of expected failures"));
        else
            _checks.Add((check, failure.Contains(expected, StringComparison.Ordinal) ? null : failure));
    }

    private static void Demand(bool holds, string failure)
    {
        if (!holds)
            throw new MismatchException(failure);
    }
}
