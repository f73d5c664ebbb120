namespace Nobuco.TensorFlow.Targets.TFLite.Flat;

/// <summary>A table: fields by id, those that equal their default left out. Its field offsets are in a vtable that equal tables share.</summary>
internal sealed class FlatTable : FlatPart
{
    private readonly List<Field> _fields = [];
    private long _length = 4;
    private int _alignment = 4;

    public FlatVTable VTable { get; set; } = FlatVTable.Empty;

    public override long Length => _length;

    public override int Alignment => _alignment;

    public override IEnumerable<FlatPart> Children => _fields.Select(f => f.Target).OfType<FlatPart>();

    public FlatTable Bool(int id, bool value, bool otherwise = false) => Number(id, 1, value ? 1 : 0, otherwise ? 1 : 0);

    public FlatTable Byte(int id, long value, long otherwise = 0) => Number(id, 1, value, otherwise);

    public FlatTable Int32(int id, long value, long otherwise = 0) => Number(id, 4, value, otherwise);

    public FlatTable Int64(int id, long value, long otherwise = 0) => Number(id, 8, value, otherwise);

    public FlatTable Float(int id, float value, float otherwise = 0) =>
        Number(id, 4, BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(otherwise));

    /// <summary>An offset to <paramref name="target"/>; null is an absent field.</summary>
    public FlatTable Part(int id, FlatPart? target) => target is null ? this : Add(new Field(id, 4, 0, target, IsPlace: false));

    /// <summary>A number of 64 bits: the place of <paramref name="target"/> counted from the start of the file.</summary>
    public FlatTable Place(int id, FlatPart target) => Add(new Field(id, 8, 0, target, IsPlace: true));

    public FlatTable Text(int id, string? text) => Part(id, text is null ? null : new FlatString(text));

    public FlatTable Numbers<T>(int id, ReadOnlySpan<T> values) where T : unmanaged => Part(id, values.IsEmpty ? null : FlatNumbers.Of(values));

    /// <summary>A vector of numbers that is present also when it is empty.</summary>
    public FlatTable RequiredNumbers<T>(int id, ReadOnlySpan<T> values) where T : unmanaged => Part(id, FlatNumbers.Of(values));

    public FlatTable Parts(int id, IEnumerable<FlatPart> parts) => Part(id, new FlatOffsets([.. parts]));

    /// <summary>Fixes the places of the fields, wider ones first, and gives the vtable's content.</summary>
    public FlatVTable Seal()
    {
        var offsets = new ushort[_fields.Count == 0 ? 0 : _fields.Max(f => f.Id) + 1];
        foreach (Field field in _fields.OrderByDescending(f => f.Size).ThenBy(f => f.Id))
        {
            _length = (_length + field.Size - 1) & -field.Size;
            offsets[field.Id] = field.Offset = checked((ushort)_length);
            _length += field.Size;
            _alignment = Math.Max(_alignment, field.Size);
        }
        return new FlatVTable(offsets, checked((ushort)_length));
    }

    public override void Write(FlatOutput output)
    {
        output.Int32(checked((int)(Position - VTable.Position)));
        foreach (Field field in _fields.OrderBy(f => f.Offset))
        {
            output.PadTo(Position + field.Offset);
            if (field.Target is null)
                output.Number(field.Bits, field.Size);
            else if (field.IsPlace)
                output.Number(field.Target.Position, field.Size);
            else
                output.OffsetTo(field.Target);
        }
    }

    private FlatTable Number(int id, int size, long value, long otherwise) => value == otherwise ? this : Add(new Field(id, size, value, null, IsPlace: false));

    private FlatTable Add(Field field)
    {
        _fields.Add(field);
        return this;
    }

    private sealed record Field(int Id, int Size, long Bits, FlatPart? Target, bool IsPlace)
    {
        public ushort Offset { get; set; }
    }
}

/// <summary>Where the fields of a table lie in it, by id.</summary>
internal sealed class FlatVTable(ushort[] offsets, ushort tableLength) : FlatPart
{
    public static FlatVTable Empty { get; } = new([], 4);

    /// <summary>Equal for equal vtables.</summary>
    public string Key => $"{tableLength}:{string.Join(',', offsets)}";

    public override long Length => 4 + (2 * offsets.Length);

    public override int Alignment => 2;

    public override void Write(FlatOutput output)
    {
        output.Number(Length, 2);
        output.Number(tableLength, 2);
        foreach (ushort offset in offsets)
            output.Number(offset, 2);
    }
}
