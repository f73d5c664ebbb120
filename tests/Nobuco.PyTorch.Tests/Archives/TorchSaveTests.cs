using Nobuco.PyTorch.Archives;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Tests.Archives;

public sealed class TorchSaveTests
{
    private static readonly float[] Elements = [0, 1, 2, 3, 4, 5];

    [Fact]
    public void TensorsAreViewsOfTheirStorage()
    {
        byte[] pickle = new PickleBytes().Raw("}(").Text("a").Tensor("0", 6, 0, [2, 3], [3, 1]).Text("b").Tensor("0", 6, 0, [3, 2], [1, 3]).Raw("u").ToArray();
        IReadOnlyDictionary<string, Tensor> tensors = TorchSave.ReadTensors(Archive(pickle));
        tensors["a"].ToArray<float>().ShouldBe(Elements);
        tensors["b"].Strides.ShouldBe(Seq.Create<long>([1, 3]));
        Should.Throw<InvalidModelException>(() => TorchSave.ReadTensors(Archive(new PickleBytes().Raw("}(").Text("b").Tensor("0", 6, 1, [3, 2], [2, 3]).Raw("u").ToArray())));
    }

    [Fact]
    public void BigEndianElementsAreSwapped()
    {
        byte[] pickle = new PickleBytes().Tensor("0", 6, 0, [6], [1]).ToArray();
        Tensor tensor = TorchSave.Read(Archive(pickle, isBigEndian: true)).ShouldBeOfType<Tensor>();
        tensor.ToArray<float>().ShouldBe(Elements);
    }

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("os", "popen")]
    [InlineData("subprocess", "Popen")]
    [InlineData("torch.jit", "load")]
    [InlineData("mymodel", "Network")]
    public void OtherPythonObjectsAreRefusedByName(string module, string name)
    {
        byte[] pickle = new PickleBytes().Global(module, name).Text("echo").Raw("\u0085R").ToArray();
        var error = Should.Throw<InvalidModelException>(() => TorchSave.Read(Archive(pickle)));
        error.Code.ShouldBe(ModelErrors.ForbiddenGlobal);
        error.Message.ShouldContain($"{module}.{name}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("R")]
    [InlineData("t")]
    [InlineData("(((e")]
    [InlineData("h\u0001")]
    [InlineData("X\u00ff\u00ff\u00ff\u007f")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("NQ")]
    [InlineData("Na")]
    [InlineData("\u0080\u0009")]
    [InlineData("i")]
    public void DamagedPicklesAreRefused(string operations)
    {
        byte[] pickle = new PickleBytes().Raw(operations).ToArray();
        Should.Throw<InvalidModelException>(() => TorchSave.Read(Archive(pickle))).Code.ShouldBe(ModelErrors.DamagedPickle);
    }

    [Fact]
    public void ValuesNestAsInPython()
    {
        byte[] pickle = new PickleBytes().Raw("(").Integer(-3).Raw("\u0088N](").Text("x").Raw("K\u0007e").Raw("t").ToArray();
        PickleTuple tuple = TorchSave.Read(Archive(pickle)).ShouldBeOfType<PickleTuple>();
        tuple.Items[..3].ShouldBe([-3L, true, null]);
        tuple.Items[3].ShouldBeOfType<List<object?>>().ShouldBe(["x", 7L]);
    }

    private static TensorStorage Archive(byte[] pickle, bool isBigEndian = false)
    {
        byte[] data = [.. Elements.SelectMany(value => isBigEndian ? BitConverter.GetBytes(value).Reverse() : BitConverter.GetBytes(value))];
        return new ArchiveBuilder().Add("archive/data.pkl", pickle).Add("archive/byteorder", isBigEndian ? "big" : "little").Add("archive/data/0", data).ToStorage();
    }
}
