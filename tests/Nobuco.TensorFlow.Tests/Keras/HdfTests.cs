using System.Diagnostics;
using Nobuco.TensorFlow.Targets.Keras;
using Nobuco.TensorFlow.Targets.Keras.Hdf5;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;
using Xunit.Abstractions;

namespace Nobuco.TensorFlow.Tests.Keras;

/// <summary>HDF5 as it is written, by our own reader and by the HDF5 library's <c>h5dump</c>.</summary>
public sealed class HdfTests(ITestOutputHelper output)
{
    [Fact]
    public void TheChecksumIsLookup3()
    {
        HdfChecksum.Of([]).ShouldBe(0xdeadbeef);
        HdfChecksum.Of("Four score and seven years ago"u8).ShouldBe(0x17770551u);
    }

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        HdfGroup read = Read(Write(Sample()));
        read.Attribute("long")!.Values.ShouldBe([new string('x', 100_000)]);
        read.Attribute("empty")!.Values.ShouldBeEmpty();
        read.Attribute("names")!.Values.ShouldBe(["a", "größer", ""]);
        ((HdfGroup)read.Find("many")!).Children.Count.ShouldBe(500);
        ((HdfDataset)read.Find("deep/er/kernel:0")!).Value.ToArray<float>().ShouldBe([1, 2, 3, 4, 5, 6]);
        ((HdfDataset)read.Find("transposed")!).Value.ToArray<float>().ShouldBe([1, 4, 2, 5, 3, 6]);
        ((HdfDataset)read.Find("none")!).Value.Shape.ShouldBe([0, 3]);
    }

    [Fact]
    public void TheLibraryReadsIt()
    {
        if (!HasLibrary())
        {
            output.WriteLine("Left out: h5dump is not installed (Debian: hdf5-tools).");
            return;
        }
        string path = Path.Combine(Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}.h5");
        try
        {
            File.WriteAllBytes(path, Write(Sample()));
            string dump = Dump(path);
            dump.ShouldContain("ATTRIBUTE \"names\"");
            dump.ShouldContain("DATASET \"kernel:0\"");
            dump.ShouldContain("(1,0): 4, 5, 6");
            dump.ShouldContain("(0,0): 1, 4,");
            dump.ShouldContain("GROUP \"child499\"");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void DamageIsAnErrorOfItsOwn()
    {
        byte[] bytes = Write(Sample());
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. bytes[..random.Next(bytes.Length)]];
            Should.Throw<InvalidKerasException>(() => Read(damaged));
            damaged = [.. bytes];
            for (int j = 0; j < 20; j++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Exception? error = Record.Exception(() => Read(damaged));
            (error is null or InvalidKerasException).ShouldBeTrue($"{error}");
        }
    }

    private static HdfGroup Sample()
    {
        var root = new HdfGroup();
        root.Attributes.Add(HdfAttribute.Text("long", new string('x', 100_000)));
        root.Attributes.Add(HdfAttribute.Texts("names", ["a", "größer", ""]));
        root.Attributes.Add(HdfAttribute.Texts("empty", []));
        for (int i = 0; i < 500; i++)
            root.Group($"many/child{i}");
        Tensor kernel = Tensor.From([1f, 2, 3, 4, 5, 6], 2, 3);
        root.Group("deep/er").Children["kernel:0"] = new HdfDataset(kernel);
        root.Children["transposed"] = new HdfDataset(kernel.Permute([1, 0]));
        root.Children["none"] = new HdfDataset(Tensor.Zeros(DType.Int32, [0, 3]));
        return root;
    }

    private static byte[] Write(HdfGroup root)
    {
        using var stream = new MemoryStream();
        HdfWriter.Write(root, stream);
        return stream.ToArray();
    }

    private static HdfGroup Read(byte[] bytes)
    {
        var storage = new ArrayStorage(bytes.Length, zeroed: false);
        bytes.CopyTo(storage.Bytes(0, bytes.Length));
        return HdfReader.Read(storage);
    }

    private static bool HasLibrary() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, "h5dump")));

    private static string Dump(string path)
    {
        using Process process = Process.Start(new ProcessStartInfo("h5dump", [path]) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
        string text = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors);
        return text;
    }
}
