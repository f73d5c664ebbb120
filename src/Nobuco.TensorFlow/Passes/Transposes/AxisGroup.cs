using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>Neighbouring axes of one shape that a reshape makes neighbouring axes of another.</summary>
internal sealed record AxisGroup(Seq<int> From, Seq<int> To)
{
    /// <summary>The smallest groups of two shapes with the same elements, or null where symbols keep them from being told apart.</summary>
    public static IReadOnlyList<AxisGroup>? Match(Seq<Dim> from, Seq<Dim> to)
    {
        var groups = new List<AxisGroup>();
        (int i, int j) = (0, 0);
        while (i < from.Count || j < to.Count)
        {
            if (Next(from, to, i, j) is not var (endFrom, endTo))
                return null;
            groups.Add(new AxisGroup([.. Enumerable.Range(i, endFrom - i)], [.. Enumerable.Range(j, endTo - j)]));
            (i, j) = (endFrom, endTo);
        }
        return groups;
    }

    /// <summary>Where the group that starts at i and j ends: where both products are equal.</summary>
    private static (int EndFrom, int EndTo)? Next(Seq<Dim> from, Seq<Dim> to, int i, int j)
    {
        if (i == from.Count || j == to.Count)
            return (from.Count, to.Count);
        Dim left = from[i++], right = to[j++];
        while (left != right)
        {
            bool growLeft = j == to.Count || (i < from.Count && IsSmaller(left, right));
            if (growLeft && i < from.Count)
                left *= from[i++];
            else if (!growLeft && j < to.Count)
                right *= to[j++];
            else
                return null;
        }
        return (i, j);
    }

    /// <summary>Whether the left product needs more factors: it divides the right one.</summary>
    private static bool IsSmaller(Dim left, Dim right) => (left.TryValue, right.TryValue) switch
    {
        ({ } a, { } b) => a < b,
        _ => Dim.FloorDiv(right, left) * left == right,
    };
}
