using System.Collections;
using System.Runtime.CompilerServices;

namespace Nobuco.Tensors;

/// <summary>An immutable list that is equal to another when its elements are: what records hold instead of arrays.</summary>
[CollectionBuilder(typeof(Seq), nameof(Seq.Create))]
public readonly struct Seq<T> : IReadOnlyList<T>, IEquatable<Seq<T>>
{
    private readonly T[]? _items;

    internal Seq(T[] items) => _items = items;

    public static Seq<T> Empty => default;

    public int Count => _items?.Length ?? 0;

    public int Length => Count;

    public T this[int index] => AsSpan()[index];

    public T this[Index index] => AsSpan()[index];

    public Seq<T> this[Range range] => new(AsSpan()[range].ToArray());

    public ReadOnlySpan<T> AsSpan() => _items;

    public T[] ToArray() => AsSpan().ToArray();

    /// <summary>A copy in which the element at <paramref name="index"/> is <paramref name="item"/>.</summary>
    public Seq<T> With(int index, T item)
    {
        T[] copy = ToArray();
        copy[index] = item;
        return new Seq<T>(copy);
    }

    public bool Equals(Seq<T> other) => AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default);

    public override bool Equals(object? obj) => obj is Seq<T> other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in AsSpan())
            hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", this)}]";

    public Enumerator GetEnumerator() => new(_items ?? []);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    public static bool operator ==(Seq<T> left, Seq<T> right) => left.Equals(right);

    public static bool operator !=(Seq<T> left, Seq<T> right) => !left.Equals(right);

    /// <summary>Walks the elements without an allocation.</summary>
    public struct Enumerator(T[] items)
    {
        private int _index = -1;

        public readonly T Current => items[_index];

        public bool MoveNext() => ++_index < items.Length;
    }
}

/// <summary>Makes a <see cref="Seq{T}"/>.</summary>
public static class Seq
{
    public static Seq<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    public static Seq<T> ToSeq<T>(this IEnumerable<T> items) => new([.. items]);

    public static Seq<T> Repeat<T>(T item, int count) => new(Enumerable.Repeat(item, count).ToArray());

    /// <summary>0, 1, … count − 1.</summary>
    public static Seq<int> Range(int count) => new(Enumerable.Range(0, count).ToArray());
}
