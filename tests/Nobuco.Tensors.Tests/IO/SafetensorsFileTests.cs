using System.Buffers.Binary;
using System.Text;
using FsCheck.Xunit;
using Nobuco.Tensors.IO;
using Nobuco.Tensors.Tests.Kernels;

namespace Nobuco.Tensors.Tests.IO;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string FilePath => Path.Combine(_folder, "x.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Property(MaxTest = 30)]
    public void EveryTypeAndShapeReadsBack(int seed)
    {
        var random = new Randomly(seed);
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach (DType dtype in Enum.GetValues<DType>())
            tensors[$"{dtype}.\"é"] = random.Strided(random.Integers(random.Shape(random.Int(0, 4), 0, 5), -100, 100).Cast(dtype));
        // A file stays open while it is mapped, so each has its own.
        string path = Path.Combine(_folder, $"{Guid.NewGuid()}");
        SafetensorsFile.Write(path, tensors);
        IReadOnlyDictionary<string, Tensor> read = SafetensorsFile.Read(path);
        read.Keys.ShouldBe(tensors.Keys);
        foreach ((string name, Tensor tensor) in tensors)
            read[name].ShouldEqual(tensor);
    }

    [Fact]
    public void MetadataIsNoTensor()
    {
        Write("""{"__metadata__":{"format":"pt"},"x":{"dtype":"I16","shape":[2],"data_offsets":[0,4]}}""", [1, 0, 2, 0]);
        SafetensorsFile.Read(FilePath).Single().Value.ShouldEqual(Tensor.From<short>([1, 2], 2));
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"I16","shape":[3],"data_offsets":[0,4]}}""", "does not fit")]
    [InlineData("""{"x":{"dtype":"I16","shape":[4],"data_offsets":[0,8]}}""", "does not fit")]
    [InlineData("""{"x":{"dtype":"I16","shape":[-2],"data_offsets":[4,0]}}""", "does not fit")]
    [InlineData("""{"x":{"dtype":"I13","shape":[2],"data_offsets":[0,4]}}""", "unknown type")]
    [InlineData("""{"x":{"shape":[2],"data_offsets":[0,4]}}""", "lacks its type")]
    [InlineData("""{"x":7}""", "is broken")]
    [InlineData("[]", "is broken")]
    [InlineData("{", "is broken")]
    public void BrokenHeadersAreErrors(string header, string message)
    {
        Write(header, [1, 0, 2, 0]);
        Should.Throw<InvalidFormatException>(() => SafetensorsFile.Read(FilePath)).Message.ShouldContain(message);
    }

    [Fact]
    public void ForeignFilesAreErrors()
    {
        File.WriteAllText(FilePath, "short");
        Should.Throw<InvalidFormatException>(() => SafetensorsFile.Read(FilePath));
        File.WriteAllText(FilePath, "long enough to have a length");
        Should.Throw<InvalidFormatException>(() => SafetensorsFile.Read(FilePath));
    }

    private void Write(string header, byte[] elements)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, Encoding.UTF8.GetByteCount(header));
        File.WriteAllBytes(FilePath, [.. length, .. Encoding.UTF8.GetBytes(header), .. elements]);
    }
}
