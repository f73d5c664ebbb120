using Nobuco.Tensors.Kernels;
using Nobuco.Tensors.Storage;

namespace Nobuco.Tensors.Tests;

public sealed class StorageTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void SlicesOfSlicesShareTheBytes()
    {
        TensorStorage slice = Map(1000).Slice(100, 200).Slice(10, 20);
        slice.ByteLength.ShouldBe(20);
        slice.IsWritable.ShouldBeFalse();
        slice.Bytes(0, 20).ToArray().ShouldBe(Enumerable.Range(110, 20).Select(static i => (byte)i));
        Should.Throw<ArgumentOutOfRangeException>(() => slice.Slice(1, 20));
    }

    [Fact]
    public void WhatWasEvictedIsReadAgain()
    {
        var tensor = new Tensor(Map(100_000).Slice(4096 + 4, 40_000), DType.UInt8, [100, 400], [1, 100], 0);
        byte[] before = tensor.ToArray<byte>();
        tensor.Evict();
        tensor.Slice(0, 0, 0).Evict();
        tensor.ToArray<byte>().ShouldBe(before);
    }

    [Fact]
    public void EvictedMemoryOfOurOwnStays()
    {
        Tensor tensor = Tensor.From([1f, 2, 3, 4], 2, 2);
        tensor.Evict();
        tensor.ToArray<float>().ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void AnOperandThatHadToBeCopiedIsLeftAlone()
    {
        Tensor x = Tensor.From(Enumerable.Range(0, 4096).Select(static i => (float)i).ToArray(), 64, 64);
        Tensor sum = Elementwise.Binary(BinaryKind.Add, x.Permute([1, 0]), x);
        x.ToArray<float>().ShouldBe(Enumerable.Range(0, 4096).Select(static i => (float)i));
        sum.ToArray<float>()[65 * 63].ShouldBe(2 * 65 * 63);
        sum.ToArray<float>()[1].ShouldBe(64 + 1);
    }

    private TensorStorage Map(int length)
    {
        File.WriteAllBytes(_path, [.. Enumerable.Range(0, length).Select(static i => (byte)i)]);
        var file = new MappedFile(_path);
        return file.Slice(0, file.Length);
    }
}
