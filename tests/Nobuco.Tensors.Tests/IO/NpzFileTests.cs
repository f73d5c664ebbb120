using System.IO.Compression;
using System.Text;
using FsCheck.Xunit;
using Nobuco.Tensors.IO;
using Nobuco.Tensors.Tests.Kernels;

namespace Nobuco.Tensors.Tests.IO;

public sealed class NpzFileTests
{
    [Property]
    public void EveryTypeAndShapeReadsBack(int seed)
    {
        var random = new Randomly(seed);
        var arrays = new OrderedDictionary<string, Tensor>();
        foreach (DType dtype in Enum.GetValues<DType>().Where(t => t != DType.BFloat16))
            arrays[$"{dtype}.é"] = random.Strided(random.Integers(random.Shape(random.Int(0, 4), 0, 5), -100, 100).Cast(dtype));
        IReadOnlyDictionary<string, Tensor> read = Read(Write(arrays));
        read.Keys.ShouldBe(arrays.Keys);
        foreach ((string name, Tensor tensor) in arrays)
            read[name].ShouldEqual(tensor);
    }

    [Fact]
    public void EqualArraysGiveEqualBytes()
    {
        KeyValuePair<string, Tensor>[] arrays = [new("x", Tensor.From([1f, 2], 2)), new("y", Tensor.Scalar(true))];
        Write(arrays).ShouldBe(Write(arrays));
    }

    [Fact]
    public void HeadersAreNumPys()
    {
        using var archive = new ZipArchive(new MemoryStream(Write([new("x", Tensor.From([1f, 2], 2))])));
        archive.Entries.Single().FullName.ShouldBe("x.npy");
        using var content = new MemoryStream();
        archive.Entries[0].Open().CopyTo(content);
        byte[] bytes = content.ToArray();
        bytes.Length.ShouldBe(128 + 8);
        Encoding.Latin1.GetString(bytes, 10, 118).TrimEnd().ShouldBe("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }");
    }

    [Fact]
    public void BrainFloatsAreWrittenAsFloats() =>
        Read(Write([new("x", Tensor.From([1f, -2.5f], 2).Cast(DType.BFloat16))]))["x"].ShouldEqual(Tensor.From([1f, -2.5f], 2));

    [Fact]
    public void FortranOrderAndBigEndianAreRead()
    {
        byte[] elements = [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6];
        Tensor read = Read(Zip("x.npy", Npy("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }", elements)))["x"];
        read.ShouldEqual(Tensor.From<short>([1, 3, 5, 2, 4, 6], 2, 3));
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "no tensor holds")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "ends after 8 of 12 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999, 9999999999), }", "impossible shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "size '-1'")]
    [InlineData("nonsense", "not understood")]
    public void BrokenHeadersAreErrors(string header, string message) =>
        Should.Throw<InvalidFormatException>(() => Read(Zip("x.npy", Npy(header, new byte[8])))).Message.ShouldContain(message);

    [Fact]
    public void ForeignFilesAreErrors()
    {
        Should.Throw<InvalidFormatException>(() => Read(Encoding.ASCII.GetBytes("not a zip"))).Message.ShouldContain("no .npz file");
        Should.Throw<InvalidFormatException>(() => Read(Zip("x.npy", [1, 2, 3]))).Message.ShouldContain("no NumPy array");
    }

    [Fact]
    public void TruncatedFilesAreErrors()
    {
        byte[] whole = Write([new("x", Tensor.From([1f, 2, 3], 3))]);
        for (int length = 0; length < whole.Length; length++)
            Should.Throw<InvalidFormatException>(() => Read(whole[..length]));
    }

    private static byte[] Npy(string header, byte[] elements) =>
        [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.Latin1.GetBytes(header), .. elements];

    private static byte[] Zip(string name, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }
        return stream.ToArray();
    }

    private static byte[] Write(IEnumerable<KeyValuePair<string, Tensor>> arrays)
    {
        using var stream = new MemoryStream();
        NpzFile.Write(stream, arrays);
        return stream.ToArray();
    }

    private static IReadOnlyDictionary<string, Tensor> Read(byte[] bytes) => NpzFile.Read(new MemoryStream(bytes), "test.npz");
}
