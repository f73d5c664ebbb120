using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Conversion;

/// <summary>
/// Reshapes tensors that lie in any order. A reshape falls apart into groups of adjacent axes with equal products (<c>[N, C, H, W] → [N, C, H·W]</c>: N, C, HW);
/// groups may stay where they lie as long as the axes inside each follow one another. Only what does not is transposed.
/// </summary>
internal static class Reshaping
{
    /// <summary>The elements in PyTorch's order under the logical <paramref name="shape"/>.</summary>
    public static TfTensor Reshape(TfTensor x, Seq<Dim> shape)
    {
        if (x.Order.IsIdentity)
            return tf.Reshape(x, shape);
        if (Groups(x.LogicalShape, shape) is not { } groups)
            return tf.Reshape(tf.ToOrder(x, AxisOrder.Identity(x.Rank)), shape);
        Group[] physical = [.. groups.OrderBy(g => Position(x, g, groups))];
        TfTensor arranged = AreTogether(x, physical) ? x : tf.ToOrder(x, new AxisOrder([.. physical.SelectMany(g => g.Source)]));
        Seq<int> order = [.. physical.SelectMany(g => g.Target)];
        return tf.Reshape(arranged, order.Select(axis => shape[axis]).ToSeq()).WithOrder(new AxisOrder(order));
    }

    /// <summary>The groups of adjacent axes with equal products, or null where sizes are zero or do not tell.</summary>
    private static List<Group>? Groups(Seq<Dim> source, Seq<Dim> target)
    {
        Dictionary<string, long> symbols = source.Concat(target).SelectMany(static d => d.Symbols).Distinct().Zip(_primes).ToDictionary();
        if (source.Concat(target).SelectMany(static d => d.Symbols).Distinct().Count() > _primes.Length)
            return null;
        long[] from = [.. source.Select(d => d.Evaluate(symbols))], to = [.. target.Select(d => d.Evaluate(symbols))];
        if (from.Contains(0) || to.Contains(0))
            return null;
        List<Group> groups = [];
        (int i, int j) = (0, 0);
        while (i < from.Length || j < to.Length)
        {
            (int firstSource, int firstTarget) = (i, j);
            long left = i < from.Length ? from[i++] : 1, right = j < to.Length ? to[j++] : 1;
            while (left != right)
            {
                if (left < right ? i == from.Length : j == to.Length)
                    return null;
                if (left < right)
                    left *= from[i++];
                else
                    right *= to[j++];
            }
            while (i < from.Length && from[i] == 1 && (j == to.Length || to[j] != 1))
                i++;
            while (j < to.Length && to[j] == 1 && (i == from.Length || from[i] != 1))
                j++;
            if (source[firstSource..i].Product() != target[firstTarget..j].Product())
                return null;
            groups.Add(new Group([.. Enumerable.Range(firstSource, i - firstSource)], [.. Enumerable.Range(firstTarget, j - firstTarget)], from));
        }
        return groups;
    }

    /// <summary>Stand-ins for symbols, to find where products may be equal; whether they are is asked of the polynomials.</summary>
    private static readonly long[] _primes = [101, 103, 107, 109, 113, 127];

    /// <summary>Where a group lies: its last axis that is not of size 1 (so that channels stay last), or beside its logical neighbour.</summary>
    private static double Position(TfTensor x, Group group, List<Group> groups)
    {
        if (group.Sized.Count > 0)
            return group.Sized.Max(axis => x.Axis(axis));
        int index = groups.IndexOf(group);
        return index == 0 ? -1 : Position(x, groups[index - 1], groups) + 0.01;
    }

    private static bool AreTogether(TfTensor x, IEnumerable<Group> groups)
    {
        IEnumerable<int> sized = x.Order.Permutation.Where(axis => x.LogicalShape[axis] != Dim.One);
        return groups.SelectMany(g => g.Sized).SequenceEqual(sized);
    }

    /// <summary>Adjacent axes of the source that become adjacent axes of the target.</summary>
    private sealed class Group(Seq<int> source, Seq<int> target, long[] sizes)
    {
        public Seq<int> Source { get; } = source;

        public Seq<int> Target { get; } = target;

        /// <summary>The source axes that are not of size 1.</summary>
        public Seq<int> Sized { get; } = [.. source.Where(axis => sizes[axis] != 1)];
    }
}
