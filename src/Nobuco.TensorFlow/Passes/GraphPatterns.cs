using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes;

/// <summary>The few words in which rules say what they match and what they build.</summary>
internal static class GraphPatterns
{
    extension(TfValue value)
    {
        /// <summary>The operation that computes the value, if it is its only result.</summary>
        public Op? Op => value.Producer.Outputs.Count == 1 ? value.Producer.Op : null;

        /// <summary>What the operation that computes the value reads.</summary>
        public IReadOnlyList<TfValue> Inputs => value.Producer.Inputs;

        /// <summary>The value of a constant.</summary>
        public Tensor? Constant => (value.Producer.Op as Const)?.Value;

        /// <summary>Whether the value is a constant of one number only, given once or with few repetitions.</summary>
        public bool IsAll(double number) =>
            value.Constant is { Count: > 0 and <= 4096 } constant && !constant.DType.IsComplex() && Array.TrueForAll(constant.ToArray<double>(), e => e.Equals(number));

        /// <summary>The value of a constant of one element.</summary>
        public double? Number => value.Constant is { Count: 1 } constant && !constant.DType.IsComplex() ? constant.ItemAsDouble() : null;
    }

    /// <summary>The node of an operation with one result.</summary>
    public static TfValue Make(Op op, params IReadOnlyList<TfValue> inputs) => new TfNode(op, inputs).Output;

    public static TfValue Constant(Tensor value, string? qualifiedName = null) =>
        new TfNode(new Const(value, qualifiedName), []) { Origin = qualifiedName }.Output;

    /// <summary>A constant of rank 0.</summary>
    public static TfValue Number(double value, DType dtype) => Constant(Tensor.Scalar(value).Cast(dtype));

    /// <summary>Another operation in the place of <paramref name="node"/>: same inputs, same origin.</summary>
    public static TfValue With(this TfNode node, Op op) => node.With(op, node.Inputs);

    /// <summary>Another operation on other inputs that takes over the origin of <paramref name="node"/>.</summary>
    public static TfValue With(this TfNode node, Op op, params IReadOnlyList<TfValue> inputs) => new TfNode(op, inputs) { Origin = node.Origin }.Output;

    /// <summary>The operands of an operation with two, constant last: (x, c) for both x ∘ c and c ∘ x.</summary>
    public static (TfValue X, TfValue C)? WithConstant(this TfNode node) => node.Inputs switch
    {
        [var x, var c] when c.Constant is not null && x.Constant is null => (x, c),
        [var c, var x] when c.Constant is not null && x.Constant is null => (x, c),
        _ => null,
    };

    /// <summary>Whether two numbers are the same but for rounding to single precision.</summary>
    public static bool IsClose(this double value, double other) =>
        value.Equals(other) || Math.Abs(value - other) <= 1e-6 * Math.Max(Math.Abs(value), Math.Abs(other));
}
