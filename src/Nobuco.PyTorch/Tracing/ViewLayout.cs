using Nobuco.PyTorch.Aten;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tracing;

/// <summary>
/// Strides that tensors of a traced program have in memory at the sizes of the example inputs. They decide whether <c>reshape</c> and <c>contiguous</c>
/// copy. Layouts are tensors whose elements nobody may touch.
/// </summary>
internal sealed class ViewLayout(IReadOnlyDictionary<string, long> sizes)
{
    /// <summary>True unless the elements of <paramref name="view"/> are known to lie in another order than row-major, or apart.</summary>
    public bool MayBeContiguous(TensorView view) => Of(view) is not { IsContiguous: false };

    /// <summary>True unless <paramref name="view"/> is known to have no view of that shape.</summary>
    public bool MayBeViewed(TensorView view, Seq<Dim> shape) => Of(view) is not { } layout || Sizes(shape) is not { } known || layout.TryView(known) is not null;

    /// <summary>New memory holds its elements in row-major order. Null where a size is not known.</summary>
    private Tensor? Of(TensorView view)
    {
        if (view.Call is { } call)
            return Of(call.Source) is { } source ? Of(source, call, view.Index) : null;
        return Sizes(view.Type.Shape) is { } shape ? new Tensor(Unreachable.Instance, view.Type.DType, shape, ShapeMath.ContiguousStrides(shape), 0) : null;
    }

    private Tensor? Of(Tensor x, ViewCall view, int index)
    {
        if (Sizes(view.Outputs[index].Type.Shape) is not { } shape)
            return null;
        object?[] a = [.. view.Call.Arguments.Select(Known)];
        return view.Call.Operator.Name["aten::".Length..] switch
        {
            "slice" => Shape.Slice(x, (long)a[1]!, (long?)a[2], (long?)a[3], (long)a[4]!),
            "select" => Shape.Select(x, (long)a[1]!, (long)a[2]!),
            "narrow" when a[2] is long start => Shape.Narrow(x, (long)a[1]!, start, (long)a[3]!),
            "split" or "split_with_sizes" or "chunk" or "tensor_split" => Part(x, view, index, (long)view.Argument("dim")!),
            "unbind" => Shape.Select(x, (long)a[1]!, index),
            "permute" => Shape.Permute(x, (Seq<long>)a[1]!),
            "transpose" or "swapaxes" or "swapdims" => Shape.Transpose(x, (long)a[1]!, (long)a[2]!),
            "t" => Shape.T(x),
            "mT" => Shape.MT(x),
            "numpy_T" => Shape.NumpyT(x),
            "movedim" or "moveaxis" when a[1] is long source => Shape.MoveDim(x, source, (long)a[2]!),
            "movedim" or "moveaxis" => Shape.MoveDim(x, (Seq<long>)a[1]!, (Seq<long>)a[2]!),
            "diagonal" => Shape.Diagonal(x, (long)a[1]!, (long)a[2]!, (long)a[3]!),
            "expand" or "expand_as" or "broadcast_to" => x.BroadcastTo(shape),
            _ when AliasRules.KeepsOrder(view.Call.Operator) => x.TryView(shape),
            _ => null,
        };
    }

    private Seq<long>? Sizes(Seq<Dim> shape) => shape.All(IsKnown) ? shape.Select(size => size.Evaluate(sizes)).ToSeq() : null;

    private Tensor? Part(Tensor x, ViewCall view, int index, long dim)
    {
        int axis = ShapeMath.NormalizeAxis(dim, x.Rank);
        if (Sizes([.. view.Outputs.Take(index + 1).Select(output => output.Type.Shape[axis])]) is not { } lengths)
            return null;
        long start = lengths[..index].Sum();
        return x.Slice(axis, start, start + lengths[index]);
    }

    private object? Known(object? argument) => argument is Dim size && IsKnown(size) ? size.Evaluate(sizes) : argument;

    private bool IsKnown(Dim size) => size.Symbols.All(sizes.ContainsKey);

    /// <summary>Room for any view, and no memory.</summary>
    private sealed unsafe class Unreachable : TensorStorage
    {
        public static Unreachable Instance { get; } = new();

        public override byte* Address => throw new InvalidOperationException("A layout has no elements.");

        public override long ByteLength => long.MaxValue;

        public override bool IsWritable => false;
    }
}
