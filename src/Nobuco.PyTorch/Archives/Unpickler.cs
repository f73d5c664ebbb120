using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Archives;

/// <summary>
/// Python's pickle machine, protocols 2 to 5, without Python: objects are made by an <see cref="IPickleHost"/> from a fixed list of names.
/// Values are null, bool, long, double, string, byte[], <see cref="PickleTuple"/>, <c>List&lt;object?&gt;</c>,
/// <see cref="PickleDict"/>, <see cref="PickleGlobal"/> and what the host makes. Its work and memory are linear in the bytes read.
/// </summary>
internal ref struct Unpickler
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly IPickleHost _host;
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<long, object?> _memo = [];
    private int _at;

    private Unpickler(ReadOnlySpan<byte> bytes, IPickleHost host)
    {
        _bytes = bytes;
        _host = host;
    }

    /// <exception cref="InvalidModelException">The bytes are no such pickle, or name what the host does not allow.</exception>
    public static object? Load(ReadOnlySpan<byte> bytes, IPickleHost host)
    {
        var unpickler = new Unpickler(bytes, host);
        while (unpickler.Step())
        {
        }
        return unpickler.Pop();
    }

    private bool Step()
    {
        byte code = Take(1)[0];
        switch ((char)code)
        {
            case '.': return false;
            case '(': _marks.Push(_stack.Count); break;
            case '0': _ = Pop(); break;
            case '1': _ = PopMark(); break;
            case '2': Push(Top()); break;
            case 'N': Push(null); break;
            case '\u0088': Push(true); break;
            case '\u0089': Push(false); break;
            case '\u0080': CheckProtocol(Take(1)[0]); break;
            case '\u0095': _ = Take(8); break;
            case 'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
            case 'K': Push((long)Take(1)[0]); break;
            case 'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case '\u008a': Push(Integer(Take(Take(1)[0]))); break;
            case '\u008b': Push(Integer(Take(Length(4)))); break;
            case 'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case 'X': Push(Text(Length(4))); break;
            case '\u008c': Push(Text(Take(1)[0])); break;
            case '\u008d': Push(Text(Length(8))); break;
            case 'U': Push(Encoding.Latin1.GetString(Take(Take(1)[0]))); break;
            case 'T': Push(Encoding.Latin1.GetString(Take(Length(4)))); break;
            case 'C': Push(Take(Take(1)[0]).ToArray()); break;
            case 'B': Push(Take(Length(4)).ToArray()); break;
            case '\u008e' or '\u0096': Push(Take(Length(8)).ToArray()); break;
            case 'q': _memo[Take(1)[0]] = Top(); break;
            case 'r': _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Top(); break;
            case '\u0094': _memo[_memo.Count] = Top(); break;
            case 'h': Push(Recall(Take(1)[0])); break;
            case 'j': Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            default: StepStructure((char)code); break;
        }
        return true;
    }

    private void StepStructure(char code)
    {
        switch (code)
        {
            case ')': Push(new PickleTuple([])); break;
            case 't': Push(new PickleTuple(PopMark())); break;
            case '\u0085' or '\u0086' or '\u0087': Push(new PickleTuple(Pop(code - '\u0084'))); break;
            case ']' or '\u008f': Push(new List<object?>()); break;
            case 'l' or '\u0091': Push(new List<object?>(PopMark())); break;
            case 'a': Append(Pop(1)); break;
            case 'e' or '\u0090': Append(PopMark()); break;
            case '}': Push(new PickleDict()); break;
            case 'd':
                Seq<object?> pairs = PopMark();
                Push(new PickleDict());
                SetItems(pairs);
                break;
            case 's': SetItems(Pop(2)); break;
            case 'u': SetItems(PopMark()); break;
            case 'c': Push(Global(Line(), Line())); break;
            case '\u0093':
                Seq<object?> names = Pop(2);
                Push(Global(As<string>(names[0]), As<string>(names[1])));
                break;
            case 'R' or '\u0081': Call(Pop(2)); break;
            case '\u0092': Call(Pop(3)); break;
            case 'b': _ = Pop(); break;
            case 'Q': Push(_host.Load(Pop())); break;
            default: throw ModelErrors.Pickle($"the operation 0x{(int)code:X2} at byte {_at - 1} is unknown.");
        }
    }

    private static void CheckProtocol(byte protocol)
    {
        if (protocol is < 2 or > 5)
            throw ModelErrors.Pickle($"its protocol is {protocol}.");
    }

    private readonly PickleGlobal Global(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        return _host.Allows(global) ? global : throw ModelErrors.Forbidden(global);
    }

    private readonly void Call(Seq<object?> callableAndArguments) =>
        Push(_host.Call(As<PickleGlobal>(callableAndArguments[0]), As<PickleTuple>(callableAndArguments[1]).Items));

    private readonly void Append(Seq<object?> items)
    {
        if (Top() is List<object?> list)
            list.AddRange(items);
        else
            throw ModelErrors.Pickle($"it appends to what is no list at byte {_at}.");
    }

    private readonly void SetItems(Seq<object?> pairs)
    {
        PickleDict dict = As<PickleDict>(Top());
        for (int i = 0; i + 1 < pairs.Count; i += 2)
            dict.Items.Add(KeyValuePair.Create(pairs[i], pairs[i + 1]));
    }

    private static long Integer(ReadOnlySpan<byte> bytes)
    {
        var value = new BigInteger(bytes);
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : throw ModelErrors.Pickle("an integer has more than 64 bits.");
    }

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private string Line()
    {
        int length = _bytes[_at..].IndexOf((byte)'\n');
        if (length < 0)
            throw Ends();
        string line = Text(length);
        _at++;
        return line;
    }

    private int Length(int bytes)
    {
        ulong length = bytes == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(Take(4)) : BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
        return length <= int.MaxValue ? (int)length : throw Ends();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _at)
            throw Ends();
        _at += count;
        return _bytes.Slice(_at - count, count);
    }

    private readonly object? Recall(long key) =>
        _memo.TryGetValue(key, out object? value) ? value : throw ModelErrors.Pickle($"it recalls the value {key} that it did not store.");

    private readonly void Push(object? value) => _stack.Add(value);

    private readonly object? Top() => _stack.Count > 0 ? _stack[^1] : throw Empty();

    private readonly object? Pop() => Pop(1)[0];

    private readonly Seq<object?> Pop(int count)
    {
        if (_stack.Count < count || (_marks.TryPeek(out int mark) && _stack.Count - count < mark))
            throw Empty();
        Seq<object?> items = _stack[^count..].ToSeq();
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    private readonly Seq<object?> PopMark() => _marks.TryPop(out int mark) ? Pop(_stack.Count - mark) : throw Empty();

    private readonly T As<T>(object? value) where T : class =>
        value as T ?? throw ModelErrors.Pickle($"at byte {_at} there is {value?.GetType().Name ?? "None"} where {typeof(T).Name} should be.");

    private readonly InvalidModelException Empty() => ModelErrors.Pickle($"it takes more from the stack than there is, at byte {_at}.");

    private readonly InvalidModelException Ends() => ModelErrors.Pickle($"it ends at byte {_bytes.Length}, within an operation.");
}
