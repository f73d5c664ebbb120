using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Nobuco.PyTorch.Archives;

namespace Nobuco.PyTorch.Tests.Archives;

public sealed class ZipArchiveFileTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void ReadsStoredAndCompressedRecords(CompressionLevel compression)
    {
        string text = string.Concat(Enumerable.Repeat("weights ", 500));
        var zip = new ZipArchiveFile(new ArchiveBuilder { Compression = compression }.Add("a/b.txt", text).Add("empty", "").ToStorage());
        zip.ReadText("a/b.txt").ShouldBe(text);
        zip.Open("empty").ByteLength.ShouldBe(0);
    }

    [Fact]
    public void StoredRecordsAreNotCopied()
    {
        byte[] bytes = new ArchiveBuilder().Add("x", "0123456789").ToArray();
        int at = bytes.AsSpan().IndexOf("0123456789"u8);
        var storage = ArchiveBuilder.Storage(bytes);
        var record = new ZipArchiveFile(storage).Open("x");
        storage.Bytes(at, 1)[0] = (byte)'!';
        record.Bytes(0, 10)[0].ShouldBe((byte)'!');
    }

    [Fact]
    public void OneCommonFolderIsLeftOut()
    {
        new ZipArchiveFile(new ArchiveBuilder().Add("model/a", "").Add("model/b/c", "").ToStorage()).Names.ShouldBe(["a", "b/c"]);
        new ZipArchiveFile(new ArchiveBuilder().Add("model/a", "").Add("b/c", "").ToStorage()).Names.ShouldBe(["model/a", "b/c"]);
        new ZipArchiveFile(new ArchiveBuilder().Add(@"model\a", "").Add(@"model\b", "").ToStorage()).Names.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void RecordsOfOneNameAreRefused() =>
        Refuses(new ArchiveBuilder().Add("a", "1").Add("a", "2").ToArray()).ShouldBe(ModelErrors.DamagedArchive);

    [Fact]
    public void MissingRecordsAreNamed() =>
        Should.Throw<InvalidModelException>(() => new ZipArchiveFile(new ArchiveBuilder().Add("a", "1").ToStorage()).Open("b")).Message.ShouldContain("'b'");

    [Fact]
    public void BombsAreRefusedBeforeTheyUnpack()
    {
        byte[] bytes = new ArchiveBuilder { Compression = CompressionLevel.SmallestSize }.Add("bomb", new byte[256 << 20]).ToArray();
        bytes.Length.ShouldBeLessThan(1 << 20);
        long before = GC.GetTotalAllocatedBytes();
        Refuses(bytes, "bomb").ShouldBe(ModelErrors.ArchiveTooLarge);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(16 << 20);
    }

    [Fact]
    public void LyingLengthsAreRefused()
    {
        byte[] bytes = new ArchiveBuilder { Compression = CompressionLevel.Optimal }.Add("a", string.Concat(Enumerable.Repeat("text", 100))).ToArray();
        int directory = bytes.AsSpan().IndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(directory + 24), 1000);
        Refuses(bytes, "a").ShouldBe(ModelErrors.DamagedArchive);
    }

    [Fact]
    public void EncryptedRecordsAreRefused()
    {
        byte[] bytes = new ArchiveBuilder().Add("a", "1").ToArray();
        bytes[bytes.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        Refuses(bytes).ShouldBe(ModelErrors.DamagedArchive);
    }

    [Fact]
    public void ReadsZip64()
    {
        var zip = new ZipArchiveFile(ArchiveBuilder.Storage(Zip64Archive("name", "content")));
        zip.ReadText("name").ShouldBe("content");
    }

    private static string Refuses(byte[] bytes, string? record = null) => Should.Throw<InvalidModelException>(() =>
    {
        var zip = new ZipArchiveFile(ArchiveBuilder.Storage(bytes));
        if (record is not null)
            zip.Open(record);
    }).Code;

    /// <summary>All numbers that can be are in zip64 fields (APPNOTE 4.5.3, 4.3.14, 4.3.15).</summary>
    private static byte[] Zip64Archive(string name, string content)
    {
        var bytes = new MemoryStream();
        var writer = new BinaryWriter(bytes, Encoding.ASCII);
        byte[] nameBytes = Encoding.ASCII.GetBytes(name), data = Encoding.ASCII.GetBytes(content);
        writer.Write("PK\x03\x04"u8);
        writer.Write(new byte[22]);
        writer.Write((short)nameBytes.Length);
        writer.Write((short)0);
        writer.Write(nameBytes);
        writer.Write(data);
        long directory = bytes.Length;
        writer.Write("PK\x01\x02"u8);
        writer.Write(new byte[16]);
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((short)nameBytes.Length);
        writer.Write((short)28);
        writer.Write(new byte[10]);
        writer.Write(uint.MaxValue);
        writer.Write(nameBytes);
        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write((long)data.Length);
        writer.Write((long)data.Length);
        writer.Write(0L);
        long end = bytes.Length;
        writer.Write("PK\x06\x06"u8);
        writer.Write(44L);
        writer.Write(new byte[12]);
        writer.Write(1L);
        writer.Write(1L);
        writer.Write(end - directory);
        writer.Write(directory);
        writer.Write("PK\x06\x07"u8);
        writer.Write(0);
        writer.Write(end);
        writer.Write(1);
        writer.Write("PK\x05\x06"u8);
        writer.Write(0);
        writer.Write(ushort.MaxValue);
        writer.Write(ushort.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((short)0);
        return bytes.ToArray();
    }
}
