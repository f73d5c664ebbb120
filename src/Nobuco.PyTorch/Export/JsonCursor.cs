using System.Text.Json;
using Nobuco.PyTorch.Archives;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Export;

/// <summary>
/// Walks JSON forward without a tree. It stands on a value; every method that reads one leaves it on that value's last token.
/// </summary>
internal ref struct JsonCursor
{
    private readonly NameTable _names;
    private Utf8JsonReader _reader;

    public JsonCursor(ReadOnlySpan<byte> json, NameTable names)
    {
        _names = names;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 512 });
        _ = _reader.Read();
    }

    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    public readonly JsonTokenType Type => _reader.TokenType;

    /// <summary>The offset of the value that the cursor stands on.</summary>
    public readonly long Offset => _reader.TokenStartIndex;

    /// <summary>Enters an object; afterwards <see cref="NextField"/> goes from field to field.</summary>
    public readonly void BeginObject() => Expect(JsonTokenType.StartObject);

    public readonly void BeginArray() => Expect(JsonTokenType.StartArray);

    /// <summary>Goes to the next field's value, or leaves the object.</summary>
    public bool NextField(out string name)
    {
        Advance();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            name = "";
            return false;
        }
        name = Name();
        Advance();
        return true;
    }

    /// <summary>Goes to the next item, or leaves the array.</summary>
    public bool NextItem()
    {
        Advance();
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>The string, the same object for the same text.</summary>
    public readonly string Name()
    {
        if (_reader.TokenType != JsonTokenType.PropertyName)
            Expect(JsonTokenType.String);
        return _reader.ValueIsEscaped ? _reader.GetString()! : _names.Get(_reader.ValueSpan);
    }

    public readonly string String()
    {
        Expect(JsonTokenType.String);
        return _reader.GetString()!;
    }

    public readonly string? OptionalString() => IsNull ? null : String();

    /// <summary>A string, or what else the value is as text: old files mix numbers and strings.</summary>
    public readonly string Text() => _reader.TokenType == JsonTokenType.String ? Name() : _names.Get(_reader.ValueSpan);

    public readonly long Int64() => _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out long value)
        ? value
        : throw Unexpected("an integer");

    /// <summary>A number; also the quoted <c>"Infinity"</c>, <c>"-Infinity"</c> and <c>"NaN"</c>.</summary>
    public readonly double Double() => _reader.TokenType switch
    {
        JsonTokenType.Number => _reader.GetDouble(),
        JsonTokenType.String when _reader.ValueTextEquals("Infinity"u8) => double.PositiveInfinity,
        JsonTokenType.String when _reader.ValueTextEquals("-Infinity"u8) => double.NegativeInfinity,
        JsonTokenType.String when _reader.ValueTextEquals("NaN"u8) => double.NaN,
        _ => throw Unexpected("a number"),
    };

    public readonly bool Boolean() => _reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unexpected("true or false"),
    };

    public Seq<long> Int64s()
    {
        var items = new List<long>();
        BeginArray();
        while (NextItem())
            items.Add(Int64());
        return [.. items];
    }

    public Seq<double> Doubles()
    {
        var items = new List<double>();
        BeginArray();
        while (NextItem())
            items.Add(Double());
        return [.. items];
    }

    public Seq<bool> Booleans()
    {
        var items = new List<bool>();
        BeginArray();
        while (NextItem())
            items.Add(Boolean());
        return [.. items];
    }

    public Seq<string> Strings()
    {
        var items = new List<string>();
        BeginArray();
        while (NextItem())
            items.Add(String());
        return [.. items];
    }

    /// <summary>The value as a tree of its own.</summary>
    public JsonElement Element() => JsonElement.ParseValue(ref _reader);

    public void Skip() => _reader.Skip();

    /// <summary>Skips the value; the result says where it lies in the text.</summary>
    public JsonRange SkipRange()
    {
        long start = _reader.TokenStartIndex;
        _reader.Skip();
        return new JsonRange((int)start, (int)(_reader.BytesConsumed - start));
    }

    private void Advance()
    {
        if (!_reader.Read())
            throw ModelErrors.Program("its JSON ends too early.");
    }

    private readonly void Expect(JsonTokenType type)
    {
        if (_reader.TokenType != type)
            throw Unexpected($"a JSON {type}");
    }

    public readonly InvalidModelException Unexpected(string expected) =>
        ModelErrors.Program($"at byte {_reader.TokenStartIndex} of its JSON there is {_reader.TokenType} where {expected} should be.");
}

/// <summary>Where a value lies in the JSON text.</summary>
internal readonly record struct JsonRange(int Start, int Length);
