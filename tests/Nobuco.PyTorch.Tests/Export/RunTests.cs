using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>Programs that are run by the eager surface give PyTorch's numbers: control flow, state kept from call to call, symbolic sizes, custom operators.</summary>
public sealed class RunTests
{
    private const string SwishGate = "demo::swish_gate(Tensor x, float beta=1.0) -> Tensor";

    [Theory]
    [FixtureData("programs")]
    public void RunsPrograms(Fixture fixture) => RunsAll(fixture);

    [Theory]
    [FixtureData("stories")]
    public void RunsStories(Fixture fixture) => RunsAll(fixture);

    [Theory]
    [FixtureData("versions")]
    public void RunsVersions(Fixture fixture) => RunsAll(fixture);

    private static void RunsAll(Fixture fixture)
    {
        var surface = new EagerSurface(EagerRegistry.Default.With("demo::swish_gate", (Func<Tensor, double, Tensor>)Gate));
        foreach (string path in fixture.Programs)
        {
            ExportedProgram program = ExportedProgram.Load(path, SchemaTable.Default.With(SwishGate));
            var state = new ProgramState();
            foreach (GoldenSet set in GoldenSet.Load(fixture.Npz))
            {
                object?[] inputs = [.. set.Inputs.Select((tensor, i) => program.Inputs[i].Type is null ? (object?)tensor.ItemAsInt64() : tensor.Clone())];
                ProgramResult result = program.Run(surface, inputs, state);
                Golden.Compare(set.Outputs, [.. result.Outputs.Select(AsTensor)], 1e-5, $"{path} {set.Name}");
            }
        }
    }

    private static Tensor AsTensor(object? output) => output switch
    {
        Tensor tensor => tensor.DType == DType.BFloat16 ? tensor.Cast(DType.Float32) : tensor,
        long number => Tensor.Scalar(number),
        double number => Tensor.Scalar(number),
        _ => throw new InvalidOperationException($"{output} is no tensor."),
    };

    private static Tensor Gate(Tensor x, double beta)
    {
        float[] values = x.ToArray<float>();
        return Tensor.From<float>([.. values.Select(value => (float)(value / (1 + Math.Exp(-beta * value))))], x.Shape);
    }
}
