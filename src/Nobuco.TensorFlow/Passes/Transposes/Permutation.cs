using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>Arithmetic of permutations as <see cref="Graph.Ops.Transpose"/> has them: axis i of the result is axis perm[i].</summary>
internal static class Permutation
{
    /// <summary>First inner, then outer.</summary>
    public static Seq<int> Compose(Seq<int> inner, Seq<int> outer) => outer.Select(axis => inner[axis]).ToSeq();

    public static Seq<int> Inverse(Seq<int> perm)
    {
        var inverse = new int[perm.Count];
        for (int i = 0; i < inverse.Length; i++)
            inverse[perm[i]] = i;
        return [.. inverse];
    }

    public static bool IsIdentity(Seq<int> perm) => perm == Seq.Range(perm.Count);

    /// <summary>Whether only axes of size 1 change places.</summary>
    public static bool MovesOnlyUnits(Seq<int> perm, Seq<Dim> shape)
    {
        int[] moved = [.. perm.Where(axis => shape[axis] != Dim.One)];
        return moved.SequenceEqual(moved.Order());
    }

    /// <summary>Per-axis data of the result, given in its order, in the order of the operand.</summary>
    public static Seq<T> Undo<T>(Seq<int> perm, Seq<T> perAxis)
    {
        var result = new T[perm.Count];
        for (int i = 0; i < result.Length; i++)
            result[perm[i]] = perAxis[i];
        return [.. result];
    }

    /// <summary>The permutation of the axes that are left when the result loses some.</summary>
    public static Seq<int> Without(Seq<int> perm, Seq<int> resultAxes)
    {
        int[] kept = [.. Enumerable.Range(0, perm.Count).Where(i => !resultAxes.Contains(i)).Select(i => perm[i])];
        int[] sorted = [.. kept.Order()];
        return kept.Select(axis => Array.IndexOf(sorted, axis)).ToSeq();
    }
}
