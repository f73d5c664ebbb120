using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Archives;

/// <summary>
/// Writes tensors and plain Python values as a pickle of protocol 2, in the words that <c>torch.load(weights_only=True)</c> allows. Nothing is memoised: a value that occurs twice is written
/// twice, tensors share their storages.
/// </summary>
internal sealed class Pickler
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly OrderedDictionary<(TensorStorage Storage, DType DType), string> _keys = [];

    private Pickler()
    {
    }

    /// <summary>The pickle, and the storages that it names <c>0</c>, <c>1</c>, ….</summary>
    public static (byte[] Pickle, IReadOnlyList<TensorStorage> Storages) Write(object? value)
    {
        var pickler = new Pickler();
        pickler._output.Write((ReadOnlySpan<byte>)[0x80, 2]);
        pickler.Value(value);
        pickler.Opcode('.');
        return (pickler._output.WrittenSpan.ToArray(), [.. pickler._keys.Keys.Select(static key => key.Storage)]);
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null: Opcode('N'); break;
            case bool truth: Opcode(truth ? '\x88' : '\x89'); break;
            case long number: Integer(number); break;
            case double number: Real(number); break;
            case string text: Text(text); break;
            case Tensor tensor: Tensor(tensor); break;
            case PickleParameter parameter: Parameter(parameter); break;
            case PickleTuple tuple: Tuple([.. tuple.Items]); break;
            case List<object?> list: List(list); break;
            case PickleDict dict: Dict(dict); break;
            default: throw new ArgumentException($"{value.GetType().Name} cannot be pickled.", nameof(value));
        }
    }

    private void Opcode(char opcode) => _output.Write((ReadOnlySpan<byte>)[(byte)opcode]);

    private void Integer(long number)
    {
        if (number is >= int.MinValue and <= int.MaxValue)
        {
            Opcode('J');
            BinaryPrimitives.WriteInt32LittleEndian(_output.GetSpan(4), (int)number);
            _output.Advance(4);
            return;
        }
        _output.Write((ReadOnlySpan<byte>)[0x8A, 8]);
        BinaryPrimitives.WriteInt64LittleEndian(_output.GetSpan(8), number);
        _output.Advance(8);
    }

    private void Real(double number)
    {
        Opcode('G');
        BinaryPrimitives.WriteDoubleBigEndian(_output.GetSpan(8), number);
        _output.Advance(8);
    }

    private void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Opcode('X');
        BinaryPrimitives.WriteInt32LittleEndian(_output.GetSpan(4), bytes.Length);
        _output.Advance(4);
        _output.Write(bytes);
    }

    private void Global(string module, string name) => _output.Write(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));

    private void Tuple(params ReadOnlySpan<object?> items)
    {
        Opcode('(');
        foreach (object? item in items)
            Value(item);
        Opcode('t');
    }

    private void Integers(IEnumerable<long> numbers) => Tuple([.. numbers.Select(static n => (object?)n)]);

    private void List(List<object?> items)
    {
        Opcode(']');
        Opcode('(');
        foreach (object? item in items)
            Value(item);
        Opcode('e');
    }

    private void Dict(PickleDict dict)
    {
        Opcode('}');
        Opcode('(');
        foreach ((object? key, object? value) in dict.Items)
        {
            Value(key);
            Value(value);
        }
        Opcode('u');
    }

    /// <summary><c>_rebuild_tensor_v2(storage, offset, sizes, strides, requires_grad, hooks)</c>; version 3 adds the element type, where no typed storage has it.</summary>
    private void Tensor(Tensor tensor)
    {
        string? storageType = TorchNames.StorageType(tensor.DType);
        Global("torch._utils", storageType is null ? "_rebuild_tensor_v3" : "_rebuild_tensor_v2");
        Opcode('(');
        Storage(tensor, storageType);
        Integer(tensor.Offset);
        Integers(tensor.Shape);
        Integers(tensor.Strides);
        Value(false);
        EmptyHooks();
        if (storageType is null)
            Global("torch", tensor.DType.Name());
        Opcode('t');
        Opcode('R');
    }

    /// <summary><c>_rebuild_parameter(tensor, requires_grad, hooks)</c></summary>
    private void Parameter(PickleParameter parameter)
    {
        Global("torch._utils", "_rebuild_parameter");
        Opcode('(');
        Tensor(parameter.Tensor);
        Value(parameter.RequiresGradient);
        EmptyHooks();
        Opcode('t');
        Opcode('R');
    }

    private void EmptyHooks()
    {
        Global("collections", "OrderedDict");
        Tuple();
        Opcode('R');
    }

    /// <summary>The persistent id <c>('storage', type, key, 'cpu', count)</c>; untyped storages count bytes.</summary>
    private void Storage(Tensor tensor, string? type)
    {
        if (!_keys.TryGetValue((tensor.Storage, tensor.DType), out string? key))
            _keys.Add((tensor.Storage, tensor.DType), key = $"{_keys.Count}");
        Opcode('(');
        Text("storage");
        Global(type is null ? "torch.storage" : "torch", type ?? "UntypedStorage");
        Text(key);
        Text("cpu");
        Integer(type is null ? tensor.Storage.ByteLength : tensor.Storage.ByteLength / tensor.DType.Size());
        Opcode('t');
        Opcode('Q');
    }
}
