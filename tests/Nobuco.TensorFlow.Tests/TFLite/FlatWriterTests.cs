using FsCheck.Xunit;
using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.TFLite.Flat;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>What the FlatBuffer writer writes, the verifying reader reads.</summary>
public sealed class FlatWriterTests
{
    private const string Identifier = "TEST";

    [Property]
    public void TablesReadBack(bool flag, sbyte small, int number, long large, float real, string? text, int[] numbers, long[] longs)
    {
        FlatTable root = new FlatTable()
            .Bool(0, flag).Byte(1, small).Int32(2, number).Int64(4, large).Float(6, real)
            .Text(7, text).Numbers<int>(8, numbers).Numbers<long>(9, longs)
            .Parts(10, [new FlatTable().Int32(0, number), new FlatTable().Int32(0, 7)]);
        FlatView read = Read(root);
        (read.Bool(0), read.SByte(1), read.Int32(2), read.Int64(4)).ShouldBe((flag, small, number, large));
        BitConverter.SingleToInt32Bits(read.Float(6)).ShouldBe(BitConverter.SingleToInt32Bits(real));
        read.Text(7).ShouldBe(text is null ? null : System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
        read.Numbers<int>(8).ShouldBe(numbers);
        read.Numbers<long>(9).ShouldBe(longs);
        read.Tables(10).Select(t => t.Int32(0)).ShouldBe([number, 7]);
        read.Has(11).ShouldBeFalse();
    }

    [Property]
    public void TensorsLieAlignedAndInRowMajorOrder(byte rows, byte columns, bool transposed)
    {
        float[] elements = [.. Enumerable.Range(0, rows * columns).Select(i => (float)i)];
        var tensor = Tensor.From<float>(elements, [rows, columns]);
        Tensor written = transposed ? tensor.Transpose(0, 1) : tensor;
        FlatTable root = new FlatTable().Text(0, new string('x', rows % 16)).Part(1, new FlatTensor(written, counted: true));
        byte[] bytes = Write(root);
        (long position, long length) = Open(bytes).Root(Identifier).Bytes(1)!.Value;
        (position % 16).ShouldBe(0);
        bytes.AsSpan((int)position, (int)length).ToArray().ShouldBe(written.Contiguous().ReadOnlyBytes().ToArray());
    }

    /// <summary>A strided view larger than one piece is gathered piece by piece.</summary>
    [Theory]
    [InlineData(700, 1000)]
    [InlineData(3, 400_000)]
    [InlineData(400_000, 3)]
    public void LargeViewsAreWrittenInPieces(int rows, int columns)
    {
        Tensor view = Tensor.From([.. Enumerable.Range(0, rows * columns)], rows, columns).Transpose(0, 1);
        TensorPieces.Of(view).SelectMany(piece => piece.ToArray<int>()).ShouldBe(view.ToArray<int>());
    }

    private static FlatView Read(FlatTable root) => Open(Write(root)).Root(Identifier);

    private static FlatBuffer Open(byte[] bytes)
    {
        var storage = new ArrayStorage(bytes.Length, zeroed: false);
        bytes.CopyTo(storage.Bytes(0, bytes.Length));
        return new FlatBuffer(storage);
    }

    private static byte[] Write(FlatTable root)
    {
        using var stream = new MemoryStream();
        FlatWriter.Write(root, Identifier, stream, 16);
        return stream.ToArray();
    }
}
