using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>What the operations' shape inference shares: checks with messages that name the operation and the sizes, and formulas.</summary>
internal static class OpInference
{
    public static ShapeException Error(this Op op, string message) => new($"{op.Name}: {message}");

    public static void ExpectInputs(this Op op, Seq<TfType> inputs, int minimum, int maximum)
    {
        if (inputs.Count >= minimum && inputs.Count <= maximum)
            return;
        string expected = minimum == maximum ? $"{minimum}" : $"{minimum} to {maximum}";
        throw op.Error($"{inputs.Count} inputs instead of {expected}.");
    }

    public static void ExpectInputs(this Op op, Seq<TfType> inputs, int count) => op.ExpectInputs(inputs, count, count);

    public static void ExpectRank(this Op op, TfType type, int rank, string what)
    {
        if (type.Rank != rank)
            throw op.Error($"{what} {type} has rank {type.Rank} instead of {rank}.");
    }

    public static void ExpectSame(this Op op, Dim left, Dim right, string what)
    {
        if (Differ(left, right))
            throw op.Error($"{what} differ: {left} and {right}.");
    }

    /// <summary>
    /// Whether two sizes are not the same number for all values of their symbols. Floors and extremes get the benefit of the doubt: 2 · ⌊s / 2⌋ is s where the exporter
    /// knows that s is even, and it asserts that when the program runs.
    /// </summary>
    public static bool Differ(Dim left, Dim right)
    {
        Dim difference = left - right;
        return difference != Dim.Zero && !difference.Terms.Any(static term => term.Factors.Any(static factor => factor is Dim.OpaqueFactor));
    }

    public static void ExpectSameDType(this Op op, TfType left, TfType right)
    {
        if (left.DType != right.DType)
            throw op.Error($"the element types of {left} and {right} differ.");
    }

    public static void ExpectFloat(this Op op, TfType type)
    {
        if (!type.DType.IsFloat() && !type.DType.IsComplex())
            throw op.Error($"{type} is not floating-point.");
    }

    public static void ExpectInteger(this Op op, TfType type, string what)
    {
        if (!type.DType.IsInteger())
            throw op.Error($"{what} {type} is not an integer.");
    }

    public static void ExpectBool(this Op op, TfType type)
    {
        if (type.DType != DType.Bool)
            throw op.Error($"{type} is not boolean.");
    }

    public static void ExpectScalar(this Op op, TfType type, string what)
    {
        if (type.Rank != 0)
            throw op.Error($"{what} {type} is not a scalar.");
    }

    /// <summary>One entry per axis.</summary>
    public static void ExpectPerAxis(this Op op, int entries, int rank, string what)
    {
        if (entries != rank)
            throw op.Error($"{entries} {what} for {rank} axes.");
    }

    public static void ExpectAxis(this Op op, int axis, int rank)
    {
        if (axis < 0 || axis >= rank)
            throw op.Error($"axis {axis} is not in [0, {rank}).");
    }

    public static void ExpectAxes(this Op op, Seq<int> axes, int rank)
    {
        foreach (int axis in axes)
            op.ExpectAxis(axis, rank);
        if (axes.Distinct().Count() != axes.Count)
            throw op.Error($"axes {axes} repeat.");
    }

    /// <summary>A shape given at run time: a vector of integers with one element per axis.</summary>
    public static void ExpectShapeInput(this Op op, TfType type, Dim elements)
    {
        op.ExpectInteger(type, "the shape input");
        op.ExpectRank(type, 1, "the shape input");
        op.ExpectSame(type.Shape[0], elements, "the shape input's length and the rank");
    }

    /// <summary>NumPy's rule. A symbolic size broadcasts with 1 and with what may be the same size.</summary>
    public static Seq<Dim> Broadcast(this Op op, Seq<Dim> left, Seq<Dim> right)
    {
        var result = new Dim[Math.Max(left.Count, right.Count)];
        for (int i = 1; i <= result.Length; i++)
        {
            Dim a = i <= left.Count ? left[^i] : Dim.One, b = i <= right.Count ? right[^i] : Dim.One;
            if (Differ(a, b) && a != Dim.One && b != Dim.One)
                throw op.Error($"shapes {left} and {right} do not broadcast: {a} and {b} differ on axis {result.Length - i}.");
            result[^i] = a == Dim.One || (b.IsConstant && b != Dim.One) ? b : a;
        }
        return [.. result];
    }

    /// <summary>
    /// Positions of a sliding window. SAME: ⌈size / stride⌉. VALID: ⌊(size − dilation · (kernel − 1) − 1) / stride⌋ + 1.
    /// </summary>
    public static Dim Window(this Op op, Dim size, Dim kernel, int stride, int dilation, Padding padding)
    {
        if (stride < 1 || dilation < 1)
            throw op.Error($"stride {stride} and dilation {dilation} must be positive.");
        if (padding == Padding.Same)
            return Dim.CeilDiv(size, stride);
        Dim result = Dim.FloorDiv(size - ((kernel - 1) * dilation) - 1, stride) + 1;
        if (result.TryValue is < 0)
            throw op.Error($"a window of {kernel} with dilation {dilation} does not fit size {size}.");
        return result;
    }

    public static Seq<Dim> Without(this Seq<Dim> shape, int axis) => [.. shape[..axis], .. shape[(axis + 1)..]];

    /// <summary>The element type with another shape.</summary>
    public static TfType WithShape(this TfType type, IEnumerable<Dim> shape) => type with { Shape = shape.ToSeq() };
}
