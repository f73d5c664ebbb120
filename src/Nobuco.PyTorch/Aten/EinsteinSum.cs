using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Sums of products written with an index letter per axis, as <c>torch.einsum</c>.</summary>
internal static class EinsteinSum
{
    /// <summary>The first of the indices that stand for the axes of an ellipsis.</summary>
    private const char Ellipsis = '\uE000';

    /// <param name="equation"><c>bij,bjk->bik</c>; without an arrow the result has, in order, the letters that occur once.</param>
    public static Tensor Run(string equation, IReadOnlyList<Tensor> tensors)
    {
        string[] sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        string[] terms = sides[0].Split(',');
        if (terms.Length != tensors.Count)
            throw new ArgumentException($"The equation {equation} has {terms.Length} terms for {tensors.Count} tensors.", nameof(equation));
        int widest = terms.Select((term, i) => EllipsisRank(term, tensors[i].Rank)).Max();
        string[] indices = [.. terms.Select((term, i) => Expand(term, EllipsisRank(term, tensors[i].Rank), widest))];
        string output = sides.Length > 1 ? Expand(sides[1], widest, widest) : ImplicitOutput(indices, widest);
        (Tensor value, string letters) = (tensors[0], indices[0]);
        (value, letters) = Diagonal(value, letters);
        for (int i = 1; i < tensors.Count; i++)
        {
            (Tensor next, string nextLetters) = Diagonal(tensors[i], indices[i]);
            string needed = output + string.Concat(indices.Skip(i + 1));
            (value, letters) = Contract(value, letters, next, nextLetters, needed);
        }
        value = SumOut(value, ref letters, output);
        return Arrange(value, letters, output);
    }

    private static int EllipsisRank(string term, int rank) => term.Contains("...", StringComparison.Ordinal) ? rank - (term.Length - 3) : 0;

    private static string Expand(string term, int rank, int widest) =>
        term.Replace("...", string.Concat(Enumerable.Range(widest - rank, rank).Select(i => (char)(Ellipsis + i))), StringComparison.Ordinal);

    private static string ImplicitOutput(string[] indices, int widest)
    {
        string all = string.Concat(indices);
        IEnumerable<char> once = all.Where(letter => letter < Ellipsis && all.Count(other => other == letter) == 1).Order();
        return Expand("...", widest, widest) + string.Concat(once);
    }

    /// <summary>Axes of one letter become one.</summary>
    private static (Tensor Value, string Letters) Diagonal(Tensor value, string letters)
    {
        string distinct = string.Concat(letters.Distinct());
        if (distinct.Length == letters.Length)
            return (value, letters);
        Seq<long> shape = distinct.Select(letter => value.Shape[letters.IndexOf(letter)]).ToSeq();
        Seq<long> strides = distinct.Select(letter => Enumerable.Range(0, letters.Length).Where(i => letters[i] == letter).Sum(i => value.Strides[i])).ToSeq();
        return (value.AsStrided(shape, strides, value.Offset), distinct);
    }

    /// <summary>Two tensors as one batched matrix product, with all letters that are needed later.</summary>
    private static (Tensor Value, string Letters) Contract(Tensor a, string aLetters, Tensor b, string bLetters, string needed)
    {
        a = SumOut(a, ref aLetters, needed + bLetters);
        b = SumOut(b, ref bLetters, needed + aLetters);
        string common = string.Concat(aLetters.Intersect(bLetters));
        string batch = string.Concat(common.Where(needed.Contains)), inner = string.Concat(common.Except(batch));
        string rows = string.Concat(aLetters.Except(common)), columns = string.Concat(bLetters.Except(common));
        Dictionary<char, long> sizes = Sizes(a, aLetters, b, bLetters);
        DType dtype = TypePromotion.ResultType(a, b);
        Tensor left = Grouped(a.Cast(dtype), aLetters, sizes, batch, rows, inner), right = Grouped(b.Cast(dtype), bLetters, sizes, batch, inner, columns);
        string letters = batch + rows + columns;
        return (MatMul.Run(left, right).Reshape(letters.Select(letter => sizes[letter]).ToSeq()), letters);
    }

    private static Dictionary<char, long> Sizes(Tensor a, string aLetters, Tensor b, string bLetters)
    {
        var sizes = new Dictionary<char, long>();
        foreach ((char letter, long size) in aLetters.Zip(a.Shape).Concat(bLetters.Zip(b.Shape)))
            sizes[letter] = Math.Max(size, sizes.GetValueOrDefault(letter));
        return sizes;
    }

    private static Tensor Grouped(Tensor x, string letters, Dictionary<char, long> sizes, params ReadOnlySpan<string> groups)
    {
        string order = string.Concat(groups);
        Tensor arranged = Arrange(x, letters, order).BroadcastTo(order.Select(letter => sizes[letter]).ToSeq());
        var shape = new long[groups.Length];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = groups[i].Aggregate(1L, (product, letter) => product * sizes[letter]);
        return arranged.Reshape([.. shape]);
    }

    private static Tensor SumOut(Tensor value, ref string letters, string kept)
    {
        string current = letters;
        long[] gone = [.. Enumerable.Range(0, current.Length).Where(i => !kept.Contains(current[i])).Select(i => (long)i)];
        letters = string.Concat(current.Where(kept.Contains));
        return gone.Length == 0 ? value : Reduction.Run(ReductionKind.Sum, value, [.. gone], keepdim: false);
    }

    private static Tensor Arrange(Tensor value, string letters, string order) =>
        value.Permute(order.Select(letter => letters.IndexOf(letter)).ToSeq());
}
