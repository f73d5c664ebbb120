using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Tests.Archives;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>Damaged files are refused by <see cref="InvalidModelException"/> or still read; nothing else happens.</summary>
public sealed class DamageTests
{
    private const int Rounds = 300;

    public static TheoryData<string> Small => new(
        "programs/signature/dict-in-out.pt2",
        "programs/control/nested-cond.pt2",
        "programs/dynamic/static-crop.pt2",
        "ops/dynamic/lstm.core.pt2",
        "versions/2.10.0/ops/conv/conv2d-plain.pt2",
        "versions/2.8.0/ops/conv/conv2d-plain.pt2",
        "versions/2.5.1/programs/state/ema.pt2",
        "versions/2.2.2/ops/conv/conv2d-plain.pt2");

    [Theory]
    [MemberData(nameof(Small))]
    public void TruncatedFilesAreRefused(string name)
    {
        byte[] bytes = File.ReadAllBytes(Fixtures.PathOf(name));
        var random = new Random(1);
        for (int round = 0; round < Rounds; round++)
            Should.Throw<InvalidModelException>(() => Read(bytes.AsSpan(0, random.Next(bytes.Length)))).NextStep.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void FlippedBytesDoNoHarm(string name)
    {
        byte[] bytes = File.ReadAllBytes(Fixtures.PathOf(name));
        var random = new Random(2);
        for (int round = 0; round < Rounds; round++)
            ReadOrRefuse(Damage(bytes, random));
    }

    /// <summary>The text that directs all else is where damage matters most.</summary>
    [Theory]
    [MemberData(nameof(Small))]
    public void FlippedBytesOfTheProgramDoNoHarm(string name)
    {
        var random = new Random(3);
        ArchiveBuilder archive = ArchiveBuilder.From(Fixtures.PathOf(name));
        string record = name.Contains("2.2.2") || name.Contains("2.5.1") ? "program.json" : "models/model.json";
        byte[]? original = null;
        for (int round = 0; round < Rounds; round++)
            ReadOrRefuse(archive.Change(record, bytes => Damage(original ??= bytes, random)).ToArray());
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        byte[] damaged = [.. bytes];
        for (int i = random.Next(1, 6); i > 0; i--)
            damaged[random.Next(damaged.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "0123456789{}[]\",:-"[random.Next(18)]);
        return damaged;
    }

    private static void ReadOrRefuse(byte[] bytes)
    {
        try
        {
            Read(bytes);
        }
        catch (InvalidModelException exception)
        {
            exception.Code.ShouldStartWith("NBC05");
        }
    }

    private static void Read(ReadOnlySpan<byte> bytes)
    {
        ExportedProgram program = ExportedProgram.Load(ArchiveBuilder.Storage(bytes), "model.pt2");
        _ = program.Modules.Count + program.OperatorCounts.Count + program.Parameters.Count;
    }
}
