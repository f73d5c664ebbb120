using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>Two transposes with a change of shape between them move the data once: the axes are split as far as both shapes ask for, and what stays together is one axis.</summary>
/// <remarks><code>
/// %1 = Transpose(%0, p)               %1 = Reshape(%0)
/// %2 = Reshape(%1)             =>    %2 = Transpose(%1, r)
/// %3 = Transpose(%2, q)               %3 = Reshape(%2)
/// </code></remarks>
public sealed class FuseTransposesAroundReshape : IRewrite
{
    /// <summary>What the kernels of all runtimes transpose.</summary>
    private const int MaxRank = 5;

    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: Transpose { Perm: var outer }, Inputs: [{ Op: Reshape or ExpandDims or Squeeze, Inputs: [{ Op: Transpose { Perm: var inner }, Inputs: [var x] } moved] } shaped] })
            return null;
        if (!graph.HasSingleUse(shaped) || !graph.HasSingleUse(moved) || Refine(moved.Type.Shape, shaped.Type.Shape) is not { } atoms)
            return null;
        Atom[] source = [.. atoms.OrderBy(atom => inner[atom.From])];
        Atom[] target = [.. atoms.OrderBy(atom => Permutation.Inverse(outer)[atom.To])];
        int[][] runs = [.. Runs([.. target.Select(atom => Array.IndexOf(source, atom))])];
        int[][] sorted = [.. runs.OrderBy(static run => run[0])];
        Seq<Dim> split = sorted.Select(run => run.Select(i => source[i].Size).ToSeq().Product()).ToSeq();
        if (split.Count > MaxRank || Symbols(split) > Math.Max(1, Symbols(shaped.Type.Shape)))
            return null;
        TfValue y = node.With(new Reshape(split), x);
        Seq<int> perm = runs.Select(run => Array.IndexOf(sorted, run)).ToSeq();
        return node.With(new Reshape(node.Output.Type.Shape), Permutation.IsIdentity(perm) ? y : node.With(new Transpose(perm), y));
    }

    /// <summary>A factor of an axis before the reshape and of one after it, and its place among all.</summary>
    private sealed record Atom(int From, int To, Dim Size, int Place);

    /// <summary>The coarsest factors, from the outermost, of which both shapes are made; null where one shape cuts through a factor of the other.</summary>
    private static List<Atom>? Refine(Seq<Dim> from, Seq<Dim> to)
    {
        List<Atom> atoms = [];
        (int i, int j, Dim left, Dim right) = (-1, -1, Dim.One, Dim.One);
        while (true)
        {
            while (left == Dim.One && ++i < from.Count)
                left = from[i];
            while (right == Dim.One && ++j < to.Count)
                right = to[j];
            if (i >= from.Count || j >= to.Count)
                return i >= from.Count && j >= to.Count ? atoms : null;
            Dim? factor = left == right ? left : Smaller(left, right);
            if (factor is null)
                return null;
            atoms.Add(new Atom(i, j, factor, atoms.Count));
            (left, right) = (left == factor ? Dim.One : Dim.FloorDiv(left, factor), right == factor ? Dim.One : Dim.FloorDiv(right, factor));
        }
    }

    /// <summary>The smaller of two numbers if it divides the other.</summary>
    private static Dim? Smaller(Dim left, Dim right) => (left.TryValue, right.TryValue) switch
    {
        ( > 0 and { } a, > 0 and { } b) when a % b == 0 || b % a == 0 => Math.Min(a, b),
        _ => null,
    };

    /// <summary>Neighbours that stay neighbours are one axis.</summary>
    private static List<int[]> Runs(int[] order)
    {
        List<int[]> runs = [];
        foreach (int place in order)
        {
            if (runs.Count > 0 && runs[^1][^1] + 1 == place)
                runs[^1] = [.. runs[^1], place];
            else
                runs.Add([place]);
        }
        return runs;
    }

    private static int Symbols(Seq<Dim> shape) => shape.Count(static size => !size.IsConstant);
}
