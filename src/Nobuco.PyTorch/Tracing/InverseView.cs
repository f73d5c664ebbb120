using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tracing;

/// <summary>A functional call to be made: an operator and its leading arguments.</summary>
internal sealed record FunctionalCall(string Operator, string Overload, params object?[] Arguments);

/// <summary>The operators that put a new value of a view back into what it is a view of.</summary>
internal static class InverseView
{
    /// <summary>
    /// The call that gives <paramref name="source"/> with <paramref name="value"/> in the place that output <paramref name="index"/> of
    /// <paramref name="view"/> shows; null where that is <paramref name="value"/> itself.
    /// </summary>
    /// <exception cref="TracingException">The view cannot be written through.</exception>
    public static FunctionalCall? Of(ViewCall view, int index, Value source, Value value)
    {
        OperatorSchema schema = view.Call.Operator;
        string name = schema.Name["aten::".Length..];
        object? dim = schema.Arguments.Any(argument => argument.Name == "dim") ? view.Argument("dim") : null;
        return name switch
        {
            "slice" => new("aten::slice_scatter", "", source, value, dim, view.Argument("start"), view.Argument("end"), view.Argument("step")),
            "narrow" when schema.Overload.Length == 0 => Narrow(view, source, value, (long)dim!, (Dim)view.Argument("start")!, (Dim)view.Argument("length")!),
            "split" or "split_with_sizes" or "chunk" or "tensor_split" => Part(view, index, source, value, (long)dim!),
            "select" => new("aten::select_scatter", "", source, value, dim, view.Argument("index")),
            "unbind" => new("aten::select_scatter", "", source, value, dim, (Dim)index),
            "diagonal" => new("aten::diagonal_scatter", "", source, value, view.Argument("offset"), view.Argument("dim1"), view.Argument("dim2")),
            "as_strided" => new("aten::as_strided_scatter", "", source, value, view.Argument("size"), view.Argument("stride"), view.Argument("storage_offset")),
            "permute" => new("aten::permute", "", value, InverseOrder((Seq<long>)view.Argument("dims")!)),
            "transpose" or "swapaxes" or "swapdims" => new("aten::transpose", "int", value, view.Call.Arguments[1], view.Call.Arguments[2]),
            "movedim" or "moveaxis" => new("aten::movedim", schema.Overload, value, view.Argument("destination"), view.Argument("source")),
            "t" => new("aten::t", "", value),
            "mT" or "mH" or "adjoint" when !value.Type.DType.IsComplex() => new("aten::transpose", "int", value, -2L, -1L),
            "numpy_T" => new("aten::permute", "", value, Enumerable.Range(1, value.Type.Rank).Select(axis => (long)-axis).ToSeq()),
            "view_as_real" => new("aten::view_as_complex", "", value),
            "view_as_complex" => new("aten::view_as_real", "", value),
            _ when value.Type == source.Type => null,
            "expand" or "expand_as" or "broadcast_to" when Product(value.Type) != Product(source.Type) => throw CannotWrite(view),
            "expand" or "expand_as" or "broadcast_to" => new("aten::view", "", value, source.Type.Shape),
            _ when AliasRules.KeepsOrder(schema) && value.Type.DType == source.Type.DType => new("aten::view", "", value, source.Type.Shape),
            _ => throw CannotWrite(view),
        };
    }

    private static FunctionalCall Narrow(ViewCall view, Value source, Value value, long dim, Dim start, Dim length)
    {
        Dim size = view.Source.Type.Shape[ShapeMath.NormalizeAxis(dim, source.Type.Rank)];
        Dim first = start.TryValue < 0 ? start + size : start;
        return new("aten::slice_scatter", "", source, value, dim, first, first + length, Dim.One);
    }

    /// <summary>The parts of a split lie one behind the other.</summary>
    private static FunctionalCall Part(ViewCall view, int index, Value source, Value value, long dim)
    {
        int axis = ShapeMath.NormalizeAxis(dim, source.Type.Rank);
        Dim start = view.Outputs.Take(index).Aggregate(Dim.Zero, (sum, part) => sum + part.Type.Shape[axis]);
        return new("aten::slice_scatter", "", source, value, dim, start, start + value.Type.Shape[axis], Dim.One);
    }

    private static Seq<long> InverseOrder(Seq<long> order)
    {
        var inverse = new long[order.Count];
        for (int axis = 0; axis < order.Count; axis++)
            inverse[ShapeMath.NormalizeAxis(order[axis], order.Count)] = axis;
        return [.. inverse];
    }

    private static Dim Product(TensorType type) => type.Shape.Aggregate(Dim.One, (product, size) => product * size);

    private static TracingException CannotWrite(ViewCall view) =>
        new($"A write through a view made by {view.Call.Operator} cannot be traced.", view.Call.Provenance);
}
