using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Testing;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>A file that is not sound gives one clear error and never reads outside itself.</summary>
public sealed class DamagedFileTests
{
    private static readonly string[] s_files = ["conv/conv2d-grouped", "pool/avg2d-ceil-pad", "shape/chunk", "index/index-put", "attention/sdpa"];

    public static TheoryData<string> Files => [.. s_files];

    [Fact]
    public void AnEmptyFileIsNoModel() => Fault([]).ShouldBe(TFLiteFault.NotTFLite);

    [Fact]
    public void AForeignFileIsNoModel() => Fault("PK\u0003\u0004 this is a zip archive"u8.ToArray()).ShouldBe(TFLiteFault.NotTFLite);

    [Fact]
    public void ANewerSchemaIsUnsupported()
    {
        TFLiteModel model = TFLiteModel.Read(Fixtures.PathOf("tflite", "conv", "conv2d-plain.tflite"));
        using var stream = new MemoryStream();
        (model with { Version = 4 }).Write(stream);
        Fault(stream.ToArray()).ShouldBe(TFLiteFault.Unsupported);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryTruncationIsNoticedOrHarmless(string name)
    {
        byte[] bytes = File.ReadAllBytes(Fixtures.PathOf("tflite", name + ".tflite"));
        for (int length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 500))
            _ = Fault(bytes[..length]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryChangedByteIsNoticedOrHarmless(string name)
    {
        byte[] original = File.ReadAllBytes(Fixtures.PathOf("tflite", name + ".tflite"));
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = [.. original];
            for (int change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            _ = Fault(bytes);
        }
    }

    /// <summary>What is wrong with a file, or null when it can be read and made a graph. Any other exception fails the test.</summary>
    private static TFLiteFault? Fault(byte[] bytes)
    {
        try
        {
            _ = TFLiteImporter.Import(TFLiteModel.Read(bytes));
            return null;
        }
        catch (InvalidTFLiteException exception)
        {
            return exception.Code;
        }
    }
}
