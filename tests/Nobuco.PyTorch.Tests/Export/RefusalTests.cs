using System.IO.Compression;
using System.Text;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Tests.Archives;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>What is no readable program is refused with the id, the reason and the next step.</summary>
public sealed class RefusalTests
{
    private static readonly string Program = Fixtures.PathOf("programs/signature/dict-in-out.pt2");
    private static readonly string OldProgram = Fixtures.PathOf("versions/2.8.0/programs/signature/dict-in-out.pt2");

    [Fact]
    public void FilesThatAreNotThere()
    {
        Refuses(() => ExportedProgram.Load("no-such-file.pt2")).ShouldBe(ModelErrors.CannotRead);
        Refuses(() => ExportedProgram.Load(Fixtures.PathOf("ops"))).ShouldBe(ModelErrors.ForeignFile);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\u001c\0\0\0TFL3", "TFLite")]
    [InlineData("\u0080\u0002\u008a\u000al\u00fc\u009cF\u00f9 j\u00a8P\u0019.", "pickle")]
    [InlineData("\u0089HDF\r\n\u001a\n", "HDF5")]
    [InlineData("\u0008\u0007\u0012\u0007pytorch", "ONNX")]
    [InlineData("\u0010\0\0\0\0\0\0\0{\"x\":{}}", "safetensors")]
    [InlineData("\0\0\0\0PTMF", "mobile")]
    [InlineData("import torch\n", "text")]
    [InlineData("\0\u0001\u0002\u0003", "unknown")]
    public void OtherFormatsAreRecognised(string content, string expected)
    {
        var error = Should.Throw<InvalidModelException>(() => Load(Encoding.Latin1.GetBytes(content)));
        error.Code.ShouldBe(ModelErrors.ForeignFile);
        error.Message.ShouldContain(expected);
        error.NextStep.ShouldNotBeNull().ShouldContain("torch.export.save");
    }

    [Theory]
    [InlineData("TorchScript", "constants.pkl", "data.pkl")]
    [InlineData("state_dict", "data.pkl", "version")]
    [InlineData("Keras", "config.json", "model.weights.h5")]
    [InlineData("NumPy", "a.npy", "b.npy")]
    [InlineData("zip", "a.txt", "b.txt")]
    public void OtherArchivesAreRecognised(string expected, params string[] records)
    {
        var archive = new ArchiveBuilder();
        foreach (string record in records)
            archive.Add(record, "");
        var error = Should.Throw<InvalidModelException>(() => Load(archive.ToArray()));
        error.Code.ShouldBe(ModelErrors.ForeignFile);
        error.Message.ShouldContain(expected);
    }

    [Fact]
    public void CompiledPackagesHaveNoProgram() =>
        Refuses(new ArchiveBuilder().Add("m/archive_format", "pt2").Add("m/data/aotinductor/model/x.so", "")).ShouldBe(ModelErrors.NoProgram);

    [Fact]
    public void OneOfSeveralProgramsIsChosenByName()
    {
        byte[] json = [];
        ArchiveBuilder archive = ArchiveBuilder.From(Program).Change("models/model.json", bytes => json = bytes).Add("dict-in-out/models/other.json", [.. json]);
        archive.Change("other.json", _ => json);
        byte[] bytes = archive.ToArray();
        Refuses(archive).ShouldBe(ModelErrors.SeveralPrograms);
        ExportedProgram.Load(ArchiveBuilder.Storage(bytes), "two.pt2", modelName: "model").Parameters.ShouldNotBeEmpty();
        Refuses(() => ExportedProgram.Load(ArchiveBuilder.Storage(bytes), "two.pt2", modelName: "third")).ShouldBe(ModelErrors.SeveralPrograms);
    }

    [Fact]
    public void ProgramsWithoutTheirWeights()
    {
        Refuses(ArchiveBuilder.From(Program).ChangeText("weights_config.json", _ => "{\"config\": {}}")).ShouldBe(ModelErrors.WeightsMissing);
        Refuses(ArchiveBuilder.From(Program).Change("weight_0", _ => []).Change("weight_1", _ => [])).ShouldBe(ModelErrors.WeightsMissing);
        Refuses(ArchiveBuilder.From(Program).Change("weight_0", bytes => bytes[4..])).ShouldBe(ModelErrors.DamagedProgram);
        Refuses(ArchiveBuilder.From(Program).Remove("weight_0")).ShouldBe(ModelErrors.DamagedArchive);
    }

    [Fact]
    public void ForbiddenNamesInThePickleOfWeights() => Refuses(ArchiveBuilder.From(OldProgram).Change("data/weights/model.pt", _ => Attack("posix"))).ShouldBe(ModelErrors.ForbiddenGlobal);

    [Fact]
    public void ForbiddenNamesInTheExampleInputs() =>
        Refuses(ArchiveBuilder.From(Program).Change("data/sample_inputs/model.pt", _ => Attack("os"))).ShouldBe(ModelErrors.ForbiddenGlobal);

    [Fact]
    public void ExampleInputsOfOtherLibrariesAreLeftOut()
    {
        byte[] bytes = ArchiveBuilder.From(Program).Change("data/sample_inputs/model.pt", _ => Attack("transformers.cache_utils")).ToArray();
        Load(bytes).ExampleInputs.ShouldBeNull();
    }

    [Fact]
    public void BombsAreRefused()
    {
        byte[] zeros = new byte[300 << 20];
        byte[] bytes = new ArchiveBuilder { Compression = CompressionLevel.SmallestSize }.Add("serialized_exported_program.json", zeros).Add("version", "8.2").ToArray();
        Refuses(() => Load(bytes)).ShouldBe(ModelErrors.ArchiveTooLarge);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"graph_module\": {}}")]
    [InlineData("{\"graph_module\": {\"graph\": 1}}")]
    public void JsonOfAnotherForm(string json) => Refuses(ArchiveBuilder.From(Program).ChangeText("models/model.json", _ => json)).ShouldBe(ModelErrors.DamagedProgram);

    [Fact]
    public void ValuesUsedBeforeTheyAreComputed() => Refuses(
        ArchiveBuilder.From(Program).ChangeText("models/model.json", json => json.Replace("\"outputs\": [{\"as_tensor\": {\"name\": \"unsqueeze\"}}]", "\"outputs\": []", StringComparison.Ordinal)))
        .ShouldBe(ModelErrors.DamagedProgram);

    private static byte[] Attack(string module) =>
        new ArchiveBuilder().Add("archive/data.pkl", new PickleBytes().Global(module, "system").Text("echo").Raw("\u0085R").ToArray()).ToArray();

    private static ExportedProgram Load(byte[] bytes) => ExportedProgram.Load(ArchiveBuilder.Storage(bytes), "model.pt2");

    private static string Refuses(ArchiveBuilder archive) => Refuses(() => Load(archive.ToArray()));

    private static string Refuses(Func<ExportedProgram> load)
    {
        var error = Should.Throw<InvalidModelException>(() => load());
        error.NextStep.ShouldNotBeNull();
        return error.Code;
    }
}
