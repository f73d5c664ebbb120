using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>Every program that PyTorch wrote is read: all versions, training and core graphs, control flow, state.</summary>
public sealed class LoadTests
{
    [Theory]
    [FixtureData("ops")]
    public void ReadsOperators(Fixture fixture) => ReadsAll(fixture);

    [Theory]
    [FixtureData("programs")]
    public void ReadsPrograms(Fixture fixture) => ReadsAll(fixture);

    [Theory]
    [FixtureData("stories")]
    public void ReadsStories(Fixture fixture) => ReadsAll(fixture);

    [Theory]
    [FixtureData("models")]
    public void ReadsModels(Fixture fixture) => ReadsAll(fixture);

    [Theory]
    [FixtureData("versions")]
    public void ReadsVersions(Fixture fixture) => ReadsAll(fixture);

    private static void ReadsAll(Fixture fixture)
    {
        foreach (string path in fixture.Programs)
            Reads(ExportedProgram.Load(path));
    }

    private static void Reads(ExportedProgram program)
    {
        program.Inputs.Select(input => input.Name).ShouldBeUnique();
        program.Outputs.ShouldNotBeEmpty();
        program.Outputs.Select(output => output.Name).ShouldBeUnique();
        foreach (Tensor tensor in program.Parameters.Values)
            tensor.ToArray<double>().ShouldAllBe(value => double.IsFinite(value));
        if (program.TorchVersion?.StartsWith("2.13", StringComparison.Ordinal) == true)
            program.ExampleInputs.ShouldNotBeNull().Count.ShouldBe(program.Inputs.Count);
    }
}
