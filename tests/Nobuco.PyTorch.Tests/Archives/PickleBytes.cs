using System.Buffers.Binary;
using System.Text;

namespace Nobuco.PyTorch.Tests.Archives;

/// <summary>Writes pickles by operation.</summary>
internal sealed class PickleBytes
{
    private readonly List<byte> _bytes = [0x80, 2];

    public PickleBytes Global(string module, string name) => Raw($"c{module}\n{name}\n");

    public PickleBytes Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        _bytes.Add((byte)'X');
        _bytes.AddRange(BitConverter.GetBytes(utf8.Length));
        _bytes.AddRange(utf8);
        return this;
    }

    public PickleBytes Integer(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _bytes.Add((byte)'J');
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Operations that are one letter each: <c>(</c> mark, <c>t</c> tuple, <c>R</c> call, <c>}</c> dict, <c>u</c> its items, <c>Q</c> persistent id.</summary>
    public PickleBytes Raw(string operations)
    {
        _bytes.AddRange(Encoding.Latin1.GetBytes(operations));
        return this;
    }

    /// <summary>A float tensor of storage <paramref name="key"/>.</summary>
    public PickleBytes Tensor(string key, int count, int offset, int[] sizes, int[] strides)
    {
        Global("torch._utils", "_rebuild_tensor_v2").Raw("((").Text("storage").Global("torch", "FloatStorage").Text(key).Text("cpu").Integer(count).Raw("tQ").Integer(offset);
        return Tuple(sizes).Tuple(strides).Raw("\u0089").Global("collections", "OrderedDict").Raw(")RtR");
    }

    public byte[] ToArray() => [.. _bytes, (byte)'.'];

    private PickleBytes Tuple(int[] items)
    {
        Raw("(");
        foreach (int item in items)
            Integer(item);
        return Raw("t");
    }
}
