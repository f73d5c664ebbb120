using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>What is read and written again is the same program: it computes the same bits, and its JSON says what PyTorch's says.</summary>
public sealed class SaveTests
{
    private static readonly Version s_oldest = new(2, 6);

    private static readonly SchemaTable s_schemas = SchemaTable.Default.With("demo::swish_gate(Tensor x, float beta=1.0) -> Tensor");

    [Theory]
    [FixtureData("ops")]
    public void OperatorsComputeTheSame(Fixture fixture) => ComputesTheSame(fixture);

    [Theory]
    [FixtureData("programs")]
    public void ProgramsComputeTheSame(Fixture fixture) => ComputesTheSame(fixture);

    [Theory]
    [FixtureData("models")]
    public void ModelsComputeTheSame(Fixture fixture) => ComputesTheSame(fixture);

    [Theory]
    [FixtureData("versions")]
    public void ProgramsOfAllVersionsComputeTheSame(Fixture fixture) => ComputesTheSame(fixture);

    [Theory]
    [FixtureData("ops")]
    public void OperatorsAreWrittenAsPyTorchWritesThem(Fixture fixture) => SaysTheSame(fixture);

    [Theory]
    [FixtureData("programs")]
    public void ProgramsAreWrittenAsPyTorchWritesThem(Fixture fixture) => SaysTheSame(fixture);

    [Theory]
    [FixtureData("versions", "2.15.0")]
    public void TheNewestVersionIsWrittenAsPyTorchWritesThem(Fixture fixture) => SaysTheSame(fixture);

    [Theory]
    [FixtureData("programs", "custom", "dynamic", "signature", "state", "weights")]
    public void ForOlderVersionsProgramsComputeTheSame(Fixture fixture) => ComputesTheSame(fixture, s_oldest);

    [Theory]
    [FixtureData("ops", "conv", "inplace", "shape", "norm", "dynamic")]
    public void ForOlderVersionsOperatorsComputeTheSame(Fixture fixture) => ComputesTheSame(fixture, s_oldest);

    /// <summary>The fields that 2.5.1 has are those that all versions after it know.</summary>
    [Theory]
    [FixtureData("versions", "2.5.1")]
    public void ForOlderVersionsProgramsAreWrittenAsPyTorchWritesThem(Fixture fixture)
    {
        foreach (string path in fixture.Programs)
        {
            ZipArchiveFile theirs = new(ProgramArchive.Map(path)), ours = new(InMemory(Save(ExportedProgram.Load(path, s_schemas), s_oldest)));
            ours.Names.ShouldBe(theirs.Names);
            CanonicalProgram.Text(Json(ours)).ShouldBe(CanonicalProgram.Text(Json(theirs)), path);
        }
    }

    [Fact]
    public void VersionsWithoutExportAreRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Save(ExportedProgram.Load(Fixtures.PathOf("stories", "essentials.pt2")), new Version(2, 0)));

    [Theory]
    [FixtureData("stories")]
    public void TheSameProgramGivesTheSameBytes(Fixture fixture)
    {
        byte[] bytes = Save(ExportedProgram.Load(fixture.Pt2));
        Save(ExportedProgram.Load(fixture.Pt2)).ShouldBe(bytes);
        Save(Load(bytes)).ShouldBe(bytes);
    }

    private static void ComputesTheSame(Fixture fixture, Version? minimumTorch = null)
    {
        foreach (string path in fixture.Programs)
        {
            ExportedProgram program = ExportedProgram.Load(path, s_schemas), written = Load(Save(program, minimumTorch));
            written.Parameters.Keys.ShouldBe(program.Parameters.Keys);
            written.Buffers.Keys.ShouldBe(program.Buffers.Keys);
            written.Inputs.ShouldBe(program.Inputs);
            written.Outputs.Select(output => output.Name).ShouldBe(program.Outputs.Select(output => output.Name));
            if (program.ExampleInputs is { } inputs)
                Run(written, written.ExampleInputs.ShouldNotBeNull()).ShouldBe(Run(program, inputs), path);
        }
    }

    private static void SaysTheSame(Fixture fixture)
    {
        foreach (string path in fixture.Programs)
        {
            byte[] bytes = Save(ExportedProgram.Load(path, s_schemas));
            ZipArchiveFile theirs = new(ProgramArchive.Map(path)), ours = new(InMemory(bytes));
            foreach (string record in theirs.Names.Where(name => !name.EndsWith("serialization_id", StringComparison.Ordinal)))
            {
                if (record.EndsWith(".json", StringComparison.Ordinal))
                    CanonicalProgram.Text(ours.ReadText(record)).ShouldBe(CanonicalProgram.Text(theirs.ReadText(record)), $"{path} {record}");
                else if (!record.EndsWith(".pt", StringComparison.Ordinal))
                    ours.Open(record).AllBytes().SequenceEqual(theirs.Open(record).AllBytes()).ShouldBeTrue($"{path} {record}");
            }
            ours.Names.ShouldBe(theirs.Names, ignoreOrder: true);
        }
    }

    private static List<string> Run(ExportedProgram program, IReadOnlyList<object?> inputs)
    {
        try
        {
            object?[] copies = [.. inputs.Select(input => input is Tensor tensor ? tensor.Clone() : input)];
            return [.. program.Run(new EagerSurface(), copies, new ProgramState()).Outputs.Select(Text)];
        }
        catch (UnsupportedOperatorException error)
        {
            return [error.Message];
        }
    }

    private static string Text(object? output) => output is Tensor tensor
        ? $"{tensor.DType}[{tensor.Shape}] {Convert.ToHexString(tensor.Contiguous().ReadOnlyBytes())}"
        : $"{output}";

    private static ExportedProgram Load(byte[] bytes) => ExportedProgram.Load(InMemory(bytes), "written", s_schemas);

    private static byte[] Save(ExportedProgram program, Version? minimumTorch = null)
    {
        using var stream = new MemoryStream();
        program.Save(stream, minimumTorch);
        return stream.ToArray();
    }

    private static string Json(ZipArchiveFile plain)
    {
        TensorStorage json = plain.Open("serialized_exported_program.json");
        return System.Text.Encoding.UTF8.GetString(BareNumbers.Quote(json.AllBytes()) ?? json.AllBytes());
    }

    private static ArrayStorage InMemory(byte[] bytes)
    {
        var storage = new ArrayStorage(bytes.Length, zeroed: false);
        bytes.CopyTo(storage.Bytes(0, bytes.Length));
        return storage;
    }
}
