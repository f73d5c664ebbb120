using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Flat;

/// <summary>
/// A piece of a FlatBuffer that is written as a whole. Pieces refer to others through offsets that must point forwards, so a piece comes after the one
/// that refers to it and only one does.
/// </summary>
internal abstract class FlatPart
{
    /// <summary>The first byte's place in the file; known once the writer has laid the parts out.</summary>
    public long Position { get; private set; }

    public abstract long Length { get; }

    /// <summary>A power of two that divides the place of the byte after the prefix.</summary>
    public abstract int Alignment { get; }

    public virtual IEnumerable<FlatPart> Children => [];

    /// <summary>Bytes before the one that is aligned: the count of a vector.</summary>
    protected virtual int Prefix => 0;

    public abstract void Write(FlatOutput output);

    /// <summary>Takes the first fitting place at or after <paramref name="position"/>; gives the place after it.</summary>
    public long PlaceAt(long position)
    {
        long aligned = (position + Prefix + Alignment - 1) & -Alignment;
        Position = aligned - Prefix;
        return Position + Length;
    }
}

/// <summary>Counted bytes and a terminating zero.</summary>
internal sealed class FlatString(string text) : FlatPart
{
    private readonly byte[] _bytes = System.Text.Encoding.UTF8.GetBytes(text);

    public override long Length => 4 + _bytes.Length + 1;

    public override int Alignment => 4;

    public override void Write(FlatOutput output)
    {
        output.Int32(_bytes.Length);
        output.Bytes(_bytes);
        output.Byte(0);
    }
}

/// <summary>A counted vector of numbers, given as their bytes.</summary>
internal sealed class FlatNumbers(byte[] bytes, int count) : FlatPart
{
    public override long Length => 4 + bytes.Length;

    public override int Alignment => Math.Max(4, count == 0 ? 4 : bytes.Length / count);

    protected override int Prefix => 4;

    public static FlatNumbers Of<T>(ReadOnlySpan<T> values) where T : unmanaged =>
        new(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray(), values.Length);

    public override void Write(FlatOutput output)
    {
        output.Int32(count);
        output.Bytes(bytes);
    }
}

/// <summary>A counted vector of offsets to tables or strings.</summary>
internal sealed class FlatOffsets(IReadOnlyList<FlatPart> targets) : FlatPart
{
    public override long Length => 4 + (4L * targets.Count);

    public override int Alignment => 4;

    public override IEnumerable<FlatPart> Children => targets;

    public override void Write(FlatOutput output)
    {
        output.Int32(targets.Count);
        foreach (FlatPart target in targets)
            output.OffsetTo(target);
    }
}

/// <summary>The elements of a tensor at 16-byte alignment, counted as a vector of bytes or, outside the FlatBuffer proper, bare.</summary>
internal sealed class FlatTensor(Tensor tensor, bool counted) : FlatPart
{
    public override long Length => Prefix + tensor.ByteCount;

    public override int Alignment => 16;

    public long ByteCount => tensor.ByteCount;

    protected override int Prefix => counted ? 4 : 0;

    public override void Write(FlatOutput output)
    {
        if (counted)
            output.Int32(checked((int)tensor.ByteCount));
        output.Elements(tensor);
    }
}
