using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>TensorFlow.js computes in float32, int32, bool and complex64 only: inputs and outputs of other types change theirs as well.</summary>
internal static class NarrowTypes
{
    /// <summary>The same graph in these types.</summary>
    /// <param name="log">Gets the arithmetic of int64 that is done in int32.</param>
    public static TfGraph Apply(TfGraph graph, RewriteLog log)
    {
        var values = new Dictionary<TfValue, TfValue>();
        foreach (TfNode node in graph.Nodes)
        {
            if (node.Op is BinaryOp or ReductionOp or Cumsum && node.Inputs[0].Type.DType == DType.Int64)
                log.Add(nameof(NarrowTypes), "NarrowInt64", node);
            IReadOnlyList<TfValue> results = Narrowed(node, [.. node.Inputs.Select(input => values[input])]);
            for (int i = 0; i < results.Count; i++)
                values[node.Outputs[i]] = results[i];
        }
        return new TfGraph([.. graph.Inputs.Select(i => i with { Value = values[i.Value] })], [.. graph.Outputs.Select(o => o with { Value = values[o.Value] })]);
    }

    /// <summary>The type that takes a type's place.</summary>
    private static DType Of(DType dtype) => dtype switch
    {
        DType.Float64 or DType.Float16 or DType.BFloat16 => DType.Float32,
        DType.Complex128 => DType.Complex64,
        _ when dtype.IsInteger() => DType.Int32,
        _ => dtype,
    };

    private static IReadOnlyList<TfValue> Narrowed(TfNode node, IReadOnlyList<TfValue> inputs) => node.Op switch
    {
        Cast cast => [Converted(new TfTensor(inputs[0]), cast.DType).Value],
        Where => [tf.Cast(new TfTensor(new TfNode(node.Op, inputs) { Origin = node.Origin, Sources = node.Sources }.Output), DType.Int32).Value],
        _ => new TfNode(Narrowed(node.Op), inputs) { Origin = node.Origin, Sources = node.Sources }.Outputs,
    };

    private static Op Narrowed(Op op) => op switch
    {
        Placeholder input => new Placeholder(input.Type with { DType = Of(input.Type.DType) }),
        Const constant => constant with { Value = Narrowed(constant.Value) },
        ArgMax arg => arg with { DType = Of(arg.DType) },
        ArgMin arg => arg with { DType = Of(arg.DType) },
        _ => op,
    };

    /// <summary>Numbers beyond int32 are mostly bounds that do not bind.</summary>
    private static Tensor Narrowed(Tensor value) => value.DType is DType.Int64 or DType.UInt64 or DType.UInt32
        ? Elementwise.Clamp(value.Cast(DType.Int64), int.MinValue, int.MaxValue).Cast(DType.Int32)
        : value.Cast(Of(value.DType));

    /// <summary>Small integers wrap around.</summary>
    private static TfTensor Converted(TfTensor x, DType dtype)
    {
        TfTensor result = tf.Cast(x, Of(dtype));
        return dtype switch
        {
            DType.UInt8 or DType.UInt16 => tf.FloorMod(result, 1L << (8 * dtype.Size())),
            DType.Int8 or DType.Int16 => tf.FloorMod(result + Half(dtype), 2 * Half(dtype)) - Half(dtype),
            _ => result,
        };
    }

    private static long Half(DType dtype) => 1L << ((8 * dtype.Size()) - 1);
}
