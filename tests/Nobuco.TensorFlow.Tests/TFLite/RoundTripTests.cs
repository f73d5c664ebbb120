using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Testing;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>Files of Google's converter, read, written and read again.</summary>
public sealed class RoundTripTests
{
    [Theory, FixtureData("tflite")]
    public void AModelIsTheSameAfterWriting(Fixture fixture)
    {
        TFLiteModel model = TFLiteModel.Read(fixture.TFLite);
        byte[] written = Write(model);
        TFLiteModel again = TFLiteModel.Read(written);
        ShouldBeSame(again, model);
        Write(again).ShouldBe(written);
    }

    [Fact]
    public void AllFilesAreThere() => Fixtures.TFLite().Count.ShouldBe(429);

    [Fact]
    public void BuffersMayLieBehindTheFlatBuffer()
    {
        TFLiteModel model = TFLiteModel.Read(Fixtures.PathOf("tflite", "conv", "conv2d-plain.tflite"));
        using var stream = new MemoryStream();
        TFLiteWriter.Write(model, stream, inlineLimit: 0);
        ShouldBeSame(TFLiteModel.Read(stream.ToArray()), model);
    }

    private static void ShouldBeSame(TFLiteModel actual, TFLiteModel expected)
    {
        Seq<Tensor?> none = [];
        (actual with { Buffers = none }).ShouldBe(expected with { Buffers = none });
        actual.Buffers.Select(Bytes).ShouldBe(expected.Buffers.Select(Bytes));
    }

    private static string? Bytes(Tensor? buffer) => buffer is null ? null : Convert.ToHexString(buffer.ReadOnlyBytes());

    private static byte[] Write(TFLiteModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
