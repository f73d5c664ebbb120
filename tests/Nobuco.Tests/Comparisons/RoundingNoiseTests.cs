using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.Tests.Comparisons;

public sealed class RoundingNoiseTests
{
    [Fact]
    public void IsThatOfSinglePrecision()
    {
        TorchGraph graph = Converter.Trace(ExportedProgram.Load(Fixtures.PathOf("stories", "essentials.pt2")), Converters.Default);
        GoldenSet golden = GoldenSet.Load(Fixtures.PathOf("stories", "essentials.npz"))[0];
        IReadOnlyDictionary<string, double> noise = RoundingNoise.Measure(graph, new EagerSurface(), golden.Inputs, new Dictionary<string, Tensor> { [graph.Outputs[0].Name] = golden.Outputs[0] });
        noise.ShouldHaveSingleItem().Value.ShouldBeInRange(1e-9, 1e-6);
    }

    [Fact]
    public void IsUnknownWhereAnOperatorCannotBeExecuted()
    {
        TorchGraph graph = Converter.Trace(ExportedProgram.Load(Fixtures.PathOf("programs", "custom", "swish-gate.pt2")), Converters.Default);
        GoldenSet golden = GoldenSet.Load(Fixtures.PathOf("programs", "custom", "swish-gate.npz"))[0];
        RoundingNoise.Measure(graph, new EagerSurface(), golden.Inputs, new Dictionary<string, Tensor>()).ShouldBeEmpty();
    }
}
