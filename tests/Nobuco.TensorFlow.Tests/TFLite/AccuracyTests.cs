using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.TFLite.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>Functions out of TFLite's operators are as accurate as float32 allows, also where the textbook formula cancels.</summary>
public sealed class AccuracyTests
{
    private const double Tolerance = 5e-6;

    public static TheoryData<string, double, double> Functions => new()
    {
        { nameof(Expm1), -20, 20 },
        { nameof(Log1p), -0.999, 100 },
        { nameof(Tan), -30, 30 },
        { nameof(Sinh), -20, 20 },
        { nameof(Cosh), -20, 20 },
        { nameof(Asin), -1, 1 },
        { nameof(Acos), -1, 0.9999 },
        { nameof(Atan), -100, 100 },
        { nameof(Asinh), -100, 100 },
        { nameof(Acosh), 1.0001, 100 },
        { nameof(Atanh), -0.999, 0.999 },
        { nameof(Erf), -5, 5 },
        { nameof(Erfc), -3, 3 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void IsRelativelyAccurate(string function, double from, double to)
    {
        float[] x = [.. Enumerable.Range(0, 4001).Select(i => (float)(from + ((to - from) * i / 4000))), .. from < 0 ? SmallNumbers : []];
        float[] actual = Run(function, DType.Float32, Tensor.From(x, x.Length), legalized: true).ToArray<float>();
        double[] expected = Run(function, DType.Float64, Tensor.From(x, x.Length).Cast(DType.Float64), legalized: false).ToArray<double>();
        for (int i = 0; i < x.Length; i++)
            Math.Abs(actual[i] - expected[i]).ShouldBeLessThanOrEqualTo(Tolerance * Math.Max(Math.Abs(expected[i]), 1e-30), $"{function}({x[i]:g9}) is {actual[i]:g9} instead of {expected[i]:g9}");
    }

    private static float[] SmallNumbers => [.. Enumerable.Range(1, 20).SelectMany(i => new[] { MathF.Pow(10, -i), -MathF.Pow(10, -i) })];

    private static Tensor Run(string function, DType dtype, Tensor x, bool legalized)
    {
        TfTensor input = tf.Placeholder(new TfType(dtype, [x.Count]), AxisOrder.Identity(1));
        var op = (Op)Activator.CreateInstance(typeof(Expm1).Assembly.GetType($"{typeof(Expm1).Namespace}.{function}")!)!;
        var graph = new TfGraph([new NamedValue("x", input.Value)], [new NamedValue("y", tf.Make(op, input).Value)]);
        if (legalized)
            new RewritePass("Legalize", Legalizations.All).Run(graph, new RewriteLog());
        return TfExecutor.Run(graph, new Dictionary<string, Tensor> { ["x"] = x })["y"];
    }
}
