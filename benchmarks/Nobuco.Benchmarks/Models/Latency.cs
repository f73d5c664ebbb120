using System.Diagnostics;
using System.Globalization;
using Nobuco.Tensors;
using Nobuco.Testing.Runtimes;
using Nobuco.Testing.Runtimes.TensorFlowLite;

namespace Nobuco.Benchmarks.Models;

/// <summary>
/// How long TensorFlow Lite takes for a model. Models take turns, so that a machine that gets slower or faster meanwhile does so for all; the median and the fastest run are printed.
/// </summary>
internal static class Latency
{
    private const int WarmUps = 3;
    private const int MinimumRuns = 10;
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(10);

    public static int Run(IReadOnlyList<string> paths)
    {
        if (TFLiteRuntimes.TensorFlowLiteLibrary is not { } library)
        {
            Console.Error.WriteLine(TFLiteRuntimes.Missing(Engine.TensorFlowLite));
            return 1;
        }
        var runtime = new TensorFlowLiteRuntime(library, xnnpack: true);
        Console.WriteLine($"{runtime.Name}, one thread");
        List<Contender> contenders = [.. paths.Select(path => new Contender(path, runtime.Load(File.ReadAllBytes(path))))];
        for (int i = 0; i < WarmUps; i++)
            contenders.ForEach(contender => contender.RunOnce());
        contenders.ForEach(contender => contender.Times.Clear());
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < s_budget * contenders.Count || contenders[0].Times.Count < MinimumRuns;)
            contenders.ForEach(contender => contender.RunOnce());
        contenders.ForEach(Print);
        return 0;
    }

    private static void Print(Contender contender)
    {
        double[] sorted = [.. contender.Times.Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  median {sorted[sorted.Length / 2],8:0.00} ms  fastest {sorted[0],8:0.00} ms  {sorted.Length,5} runs  {contender.Path}"));
    }

    private sealed class Contender
    {
        private readonly IModelSession _session;
        private readonly IReadOnlyList<Tensor> _inputs;

        public Contender(string path, IModelSession session)
        {
            (Path, _session) = (path, session);
            var random = new Random(1);
            _inputs = [.. session.Inputs.Select(input => Input(input, random))];
        }

        public string Path { get; }

        /// <summary>Milliseconds.</summary>
        public List<double> Times { get; } = [];

        public void RunOnce()
        {
            long start = Stopwatch.GetTimestamp();
            _session.Run(_inputs);
            Times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        private static Tensor Input(TensorInfo input, Random random)
        {
            double[] values = new double[ShapeMath.Product(input.Shape)];
            for (int i = 0; i < values.Length; i++)
                values[i] = input.DType.IsFloat() ? random.NextDouble() : random.Next(2);
            return Tensor.From<double>(values, input.Shape).Cast(input.DType);
        }
    }
}
