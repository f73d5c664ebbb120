using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;

namespace Nobuco.Builtin;

/// <summary>Sums of products written with an index letter per axis, as <c>torch.einsum</c>: two tensors at a time as one batched matrix product. All in PyTorch's order.</summary>
internal static class EinsteinSum
{
    /// <summary>The first of the letters that stand for the axes of an ellipsis.</summary>
    private const char Ellipsis = '\uE000';

    /// <param name="call">The call, for what is not expressible.</param>
    /// <param name="equation"><c>bij,bjk->bik</c>; without an arrow the result has, in order, the letters that occur once.</param>
    /// <param name="tensors">One for each term.</param>
    public static TfTensor Run(ConverterCall call, string equation, IReadOnlyList<TfTensor> tensors)
    {
        string[] sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        string[] terms = sides[0].Split(',');
        int widest = terms.Zip(tensors, EllipsisRank).Max();
        string[] letters = [.. terms.Zip(tensors, (term, x) => Expand(term, EllipsisRank(term, x), widest))];
        string output = sides.Length > 1 ? Expand(sides[1], widest, widest) : ImplicitOutput(letters, widest);
        Term[] operands = [.. tensors.Zip(letters, (x, own) => new Term(x, own).Diagonal(call))];
        Term result = operands[0];
        for (int i = 1; i < operands.Length; i++)
            result = result.Times(operands[i], output + string.Concat(operands.Skip(i + 1).Select(static o => o.Letters)));
        return result.SumOut(output).Arranged(output);
    }

    private static int EllipsisRank(string term, TfTensor x) => term.Contains("...", StringComparison.Ordinal) ? x.Rank - (term.Length - 3) : 0;

    private static string Expand(string term, int rank, int widest) =>
        term.Replace("...", string.Concat(Enumerable.Range(widest - rank, rank).Select(static i => (char)(Ellipsis + i))), StringComparison.Ordinal);

    private static string ImplicitOutput(string[] terms, int widest)
    {
        string all = string.Concat(terms);
        return Expand("...", widest, widest) + string.Concat(all.Where(letter => letter < Ellipsis && all.Count(other => other == letter) == 1).Order());
    }

    /// <summary>A tensor and the letters of its axes.</summary>
    private sealed record Term(TfTensor Value, string Letters)
    {
        /// <summary>Two axes of one letter become their diagonal.</summary>
        public Term Diagonal(ConverterCall call)
        {
            if (Letters.GroupBy(static letter => letter).FirstOrDefault(static group => group.Count() > 1)?.Key is not { } twice)
                return this;
            int first = Letters.IndexOf(twice, StringComparison.Ordinal), second = Letters.IndexOf(twice, first + 1);
            return new Term(StridedViews.Diagonal(call, Value, 0, first, second), Letters.Remove(second, 1).Remove(first, 1) + twice).Diagonal(call);
        }

        /// <summary>The product with another, summed over what is not needed later.</summary>
        public Term Times(Term other, string needed)
        {
            Term a = SumOut(needed + other.Letters), b = other.SumOut(needed + Letters);
            string common = string.Concat(a.Letters.Intersect(b.Letters)), batch = string.Concat(common.Where(needed.Contains)), inner = string.Concat(common.Except(batch));
            string rows = string.Concat(a.Letters.Except(common)), columns = string.Concat(b.Letters.Except(common));
            string all = batch + rows + columns;
            if (inner.Length == 0)
                return new Term(a.Arranged(all) * b.Arranged(all), all);
            TfTensor product = tf.BatchMatMulV2(a.Grouped(b, batch, rows, inner), b.Grouped(a, batch, inner, columns));
            return new Term(tf.Reshape(product, all.Select(letter => a.Size(letter, b)).ToSeq()), all);
        }

        public Term SumOut(string kept)
        {
            Seq<int> gone = Enumerable.Range(0, Letters.Length).Where(axis => !kept.Contains(Letters[axis])).ToSeq();
            return gone.Count == 0 ? this : new Term(tf.Sum(Value, gone), string.Concat(Letters.Where(kept.Contains)));
        }

        /// <summary>The axes in that order; those it lacks have size 1.</summary>
        public TfTensor Arranged(string letters)
        {
            Seq<int> order = letters.Where(Letters.Contains).Select(letter => Letters.IndexOf(letter, StringComparison.Ordinal)).ToSeq();
            Seq<int> missing = Enumerable.Range(0, letters.Length).Where(i => !Letters.Contains(letters[i])).ToSeq();
            return tf.ExpandDims(tf.Transpose(Value, order), missing);
        }

        /// <summary>Each group of axes as one.</summary>
        private TfTensor Grouped(Term other, params ReadOnlySpan<string> groups)
        {
            TfTensor arranged = Arranged(string.Concat(groups));
            TfTensor whole = tf.BroadcastTo(arranged, string.Concat(groups).Select(letter => Size(letter, other)).ToSeq());
            var shape = new Dim[groups.Length];
            for (int i = 0; i < shape.Length; i++)
                shape[i] = groups[i].Select(letter => Size(letter, other)).ToSeq().Product();
            return tf.Reshape(whole, [.. shape]);
        }

        /// <summary>A size of 1 broadcasts.</summary>
        private Dim Size(char letter, Term other) => new[] { this, other }
            .Where(term => term.Letters.Contains(letter))
            .Select(term => term.Value.Shape[term.Letters.IndexOf(letter, StringComparison.Ordinal)])
            .Aggregate(static (a, b) => a == Dim.One ? b : a);
    }
}
