using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph;

/// <summary>
/// How the axes of a tensor lie in memory: <c>Permutation[i]</c> is the logical (PyTorch's) axis at physical position i.
/// NCHW stored as NHWC is [0, 2, 3, 1].
/// </summary>
public readonly record struct AxisOrder(Seq<int> Permutation)
{
    /// <summary>Physical order is logical order.</summary>
    public static AxisOrder Identity(int rank) => new(Seq.Range(rank));

    /// <summary>Axis 1 moves to the end; the identity for ranks below 3.</summary>
    public static AxisOrder ChannelsLast(int rank) => rank < 3 ? Identity(rank) : new([0, .. Enumerable.Range(2, rank - 2), 1]);

    public int Rank => Permutation.Count;

    public bool IsIdentity => Permutation == Seq.Range(Rank);

    /// <summary>The physical position of a logical axis, which may be negative.</summary>
    public int Axis(long logical)
    {
        int axis = ShapeMath.NormalizeAxis(logical, Rank);
        for (int i = 0; i < Rank; i++)
        {
            if (Permutation[i] == axis)
                return i;
        }
        throw new InvalidOperationException($"{Permutation} is not a permutation.");
    }

    /// <summary>Per-axis data (a shape, paddings) from logical into physical order.</summary>
    public Seq<T> Apply<T>(Seq<T> logical) => Permutation.Select(axis => logical[axis]).ToSeq();

    /// <summary>Per-axis data from physical into logical order.</summary>
    public Seq<T> Undo<T>(Seq<T> physical)
    {
        var logical = new T[Rank];
        for (int i = 0; i < Rank; i++)
            logical[Permutation[i]] = physical[i];
        return [.. logical];
    }

    /// <summary>The transposition that brings a tensor of this order into <paramref name="target"/>.</summary>
    public Seq<int> To(AxisOrder target)
    {
        AxisOrder self = this;
        return target.Permutation.Select(axis => self.Axis(axis)).ToSeq();
    }

    /// <summary>The order of what is left when the axes at these physical positions vanish.</summary>
    public AxisOrder Without(Seq<int> physical)
    {
        Seq<int> kept = Permutation.Where((_, position) => !physical.Contains(position)).ToSeq();
        return new([.. kept.Select(axis => kept.Count(other => other < axis))]);
    }

    /// <summary>The order with new axes in front of all others, logically and physically.</summary>
    public AxisOrder WithLeading(int axes) => new([.. Enumerable.Range(0, axes), .. Permutation.Select(axis => axis + axes)]);

    public override string ToString() => string.Concat(Permutation);
}
