using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.SavedModel;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>Checkpoints: bytes are those of a reference that LevelDB itself reads, and TensorFlow's own are read.</summary>
public sealed class TensorBundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nobuco-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ChecksumsAreCastagnolis() => (~Crc32C.Add(Crc32C.Start, "123456789"u8)).ShouldBe(0xE3069283);

    [Fact]
    public void BundlesHaveTheReferencesBytes()
    {
        string prefix = Path.Combine(_folder, "variables");
        TensorBundle.Write(prefix, Enumerable.Range(0, 3000).ToDictionary(
            i => $"layer_{i:0000}/kernel",
            i => Tensor.From(Enumerable.Repeat((float)i, ((i % 5) + 1) * 3).ToArray(), (i % 5) + 1, 3)));
        Hash(TensorBundle.IndexPath(prefix)).ShouldBe("8c8a7fd09208e1dff27e565a1a4a1ac04f539b1eb334ec697e9acdd52f4b5fb1");
        Hash(TensorBundle.DataPath(prefix)).ShouldBe("5632cb09753a0e9494f7c1543bfffdbcd283243a5300e24ae7ca41b9ae8838ec");
    }

    [Fact]
    public void TablesOfSeveralBlocksHaveTheReferencesBytes()
    {
        using var table = new MemoryStream();
        SortedTable.Write(table, [([], "x"u8.ToArray()), .. Enumerable.Range(0, 5000).Select(i => (Encoding.UTF8.GetBytes($"k{i:00000}"), Encoding.UTF8.GetBytes(new string('v', i % 40))))], 4096);
        Convert.ToHexStringLower(SHA256.HashData(table.ToArray())).ShouldBe("e74343cffa62de8aa1ab1274b0db7fbed30dad2c16ec3db15228317b4a7c432b");
    }

    [Property]
    public void TablesReadBack(Dictionary<string, byte[]> content, byte blockBytes)
    {
        (byte[] Key, byte[] Value)[] items = [.. content.Where(c => c.Key is not null).Select(c => (Encoding.UTF8.GetBytes(c.Key), c.Value ?? [])).DistinctBy(c => Convert.ToHexString(c.Item1)).OrderBy(c => c.Item1, SortedTable.KeyOrder)];
        using var table = new MemoryStream();
        SortedTable.Write(table, items, blockBytes + 1);
        IReadOnlyList<(byte[] Key, byte[] Value)> read = SortedTable.Read(table.ToArray());
        read.Select(i => (Convert.ToHexString(i.Key), Convert.ToHexString(i.Value))).ShouldBe(items.Select(i => (Convert.ToHexString(i.Key), Convert.ToHexString(i.Value))));
    }

    [Property]
    public void DamageIsFound(byte place, byte change)
    {
        using var table = new MemoryStream();
        SortedTable.Write(table, Enumerable.Range(0, 20).Select(i => (Encoding.UTF8.GetBytes($"key{i:00}"), new byte[] { (byte)i })));
        byte[] bytes = table.ToArray();
        bytes[place % bytes.Length] ^= (byte)(change | 1);
        try
        {
            SortedTable.Read(bytes).Count.ShouldBeLessThanOrEqualTo(20);
        }
        catch (InvalidGraphDefException)
        {
        }
    }

    [Theory]
    [InlineData("conv3d", 2)]
    [InlineData("two_in_two_out", 6)]
    public void TensorFlowsOwnAreRead(string model, int atLeast)
    {
        IReadOnlyDictionary<string, Tensor> variables = TensorBundle.Read(Fixtures.PathOf("saved_model", model, "variables", "variables"));
        variables.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        variables.Values.Where(v => v.DType == DType.Float32).SelectMany(v => v.ToArray<float>()).ShouldAllBe(x => float.IsFinite(x) && Math.Abs(x) < 100);
    }

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
