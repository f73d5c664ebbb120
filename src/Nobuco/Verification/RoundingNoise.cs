using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Tensors;

namespace Nobuco;

/// <summary>How far a program's own numbers are from those it has in double precision: no conversion can be expected to be nearer to them.</summary>
internal static class RoundingNoise
{
    /// <summary>By output, relative to its largest magnitude; empty where the program cannot be executed in double precision.</summary>
    /// <param name="outputs">What the program computes as it is.</param>
    public static IReadOnlyDictionary<string, double> Measure(TorchGraph graph, EagerSurface surface, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, Tensor> outputs)
    {
        try
        {
            Evaluation wide = new TorchGraphEvaluator(new DoublePrecisionSurface(surface)).Run(graph, inputs);
            return graph.Outputs.Zip(wide.Outputs)
                .Where(pair => pair.Second is Tensor && outputs.ContainsKey(pair.First.Name))
                .ToDictionary(
                    static pair => pair.First.Name,
                    pair => TensorComparison.Compare((Tensor)pair.Second!, outputs[pair.First.Name].Cast(((Tensor)pair.Second!).DType), double.PositiveInfinity).MaxRelative);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or NotSupportedException or UnsupportedOperatorException)
        {
            return new Dictionary<string, double>();
        }
    }
}
