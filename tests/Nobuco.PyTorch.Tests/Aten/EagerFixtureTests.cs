using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Aten;

/// <summary>Every program that PyTorch exported, executed eagerly, gives PyTorch's numbers: shapes, element types, NaN and integers exactly, floats closely.</summary>
public sealed class EagerFixtureTests
{
    private static readonly SchemaTable s_schemas = SchemaTable.Default.With("demo::swish_gate(Tensor x, float beta=1.0) -> Tensor");

    private static readonly EagerRegistry s_registry = EagerRegistry.Default.With("demo::swish_gate", SwishGate);

    [Theory, FixtureData("ops")]
    public void Operators(Fixture fixture) => Check(fixture);

    [Theory, FixtureData("programs")]
    public void Programs(Fixture fixture) => Check(fixture);

    [Theory, FixtureData("stories")]
    public void Stories(Fixture fixture) => Check(fixture);

    [Theory, FixtureData("versions")]
    public void OtherVersions(Fixture fixture) => Check(fixture);

    private static void Check(Fixture fixture)
    {
        IReadOnlyList<GoldenSet> sets = GoldenSet.Load(fixture.Npz);
        foreach (string path in fixture.Programs)
            Run(path, sets);
    }

    private static void Run(string path, IReadOnlyList<GoldenSet> sets)
    {
        ExportedProgram program = ExportedProgram.Load(path, s_schemas);
        ProgramState state = new ProgramState();
        foreach (GoldenSet set in sets)
        {
            object?[] inputs = [.. program.Inputs.Zip(set.Inputs, Input)];
            Tensor[] outputs = [.. program.Run(new EagerSurface(s_registry), inputs, state).Outputs.Select(Output).OfType<Tensor>()];
            Golden.Compare(set.Outputs, outputs, what: $"{Path.GetFileName(path)} {set.Name} out");
        }
    }

    /// <summary>A copy, as programs may write to their inputs; the number itself for an int.</summary>
    private static object Input(ProgramInput input, Tensor golden) => input.Type is null ? Scalar.Of(golden).ToInt64() : golden.Clone();

    /// <summary>As the fixtures store it: bfloat16 in float32.</summary>
    private static Tensor? Output(object? output) => output switch
    {
        Tensor { DType: DType.BFloat16 } tensor => tensor.Cast(DType.Float32),
        Tensor tensor => tensor,
        long number => Tensor.Scalar(number),
        _ => null,
    };

    private static Tensor SwishGate(Tensor x, double beta)
    {
        double[] values = Array.ConvertAll(x.ToArray<double>(), value => value / (1 + Math.Exp(-beta * value)));
        return Tensor.From<double>(values, x.Shape).Cast(x.DType);
    }
}
