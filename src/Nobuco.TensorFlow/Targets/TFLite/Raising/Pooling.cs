using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>Poolings and general windows.</summary>
internal static class Pooling
{
    private const long MaxWindow = 4096;

    public static TfTensor MaxPool(RaisingCall call) => call.Activated(tf.MaxPool(call[0], Kernel(call), call.HeightAndWidth("stride_"), call.Padding));

    public static TfTensor AveragePool(RaisingCall call) => call.Activated(tf.AvgPool(call[0], Kernel(call), call.HeightAndWidth("stride_"), call.Padding));

    /// <summary>A window of any rank combines its elements axis by axis, so that slices and the combining function are enough.</summary>
    public static TfTensor ReduceWindow(RaisingCall call)
    {
        Seq<long> window = call.Options.Integers("window_dimensions"), strides = call.Options.Integers("window_strides");
        Seq<long> dilations = call.Options.Integers("window_dilations"), padding = call.Options.Integers("padding");
        if (call.Options.Integers("base_dilations").Any(d => d != 1))
            throw call.Unsupported("dilates its input");
        if (window.Any(size => size > MaxWindow))
            throw call.Unsupported($"has a window of more than {MaxWindow} elements");
        Func<TfTensor, TfTensor, TfTensor> combine = Combination(call);
        TfTensor x = tf.PadV2(call[0], Every(padding, 0), Every(padding, 1), call[1]);
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if (window[axis] != 1 || strides[axis] != 1)
                x = Windows(x, axis, window[axis], strides[axis], dilations[axis]).Aggregate(combine);
        }
        return x;
    }

    /// <summary>The first elements of all windows, the second ones, and so on.</summary>
    private static IEnumerable<TfTensor> Windows(TfTensor x, int axis, long window, long stride, long dilation)
    {
        long size = x.Shape[axis].Value, count = ((size - ((window - 1) * dilation) - 1) / stride) + 1;
        for (long i = 0; i < window; i++)
            yield return tf.Slice(x, axis, i * dilation, (i * dilation) + ((count - 1) * stride) + 1, stride);
    }

    private static Func<TfTensor, TfTensor, TfTensor> Combination(RaisingCall call) => Bodies.Function(call, call.Options.Int("body_subgraph_index")) switch
    {
        Schema.BuiltinOperator.ADD => static (x, y) => x + y,
        Schema.BuiltinOperator.MUL => static (x, y) => x * y,
        Schema.BuiltinOperator.MAXIMUM => static (x, y) => tf.Maximum(x, y),
        Schema.BuiltinOperator.MINIMUM => static (x, y) => tf.Minimum(x, y),
        var other => throw call.Unsupported($"combines windows by {other}"),
    };

    private static Seq<int> Kernel(RaisingCall call) => [call.Options.Int("filter_height"), call.Options.Int("filter_width")];

    private static Seq<Dim> Every(Seq<long> pairs, int start) => pairs.Where((_, i) => i % 2 == start).Select(p => (Dim)p).ToSeq();
}

/// <summary>Graphs of a file that are functions of two numbers.</summary>
internal static class Bodies
{
    /// <summary>The only operator of a graph, or null when it has none and gives back its second input.</summary>
    public static Schema.BuiltinOperator? Function(RaisingCall call, int graph)
    {
        if (graph < 0 || graph >= call.Model.SubGraphs.Count)
            throw Flat.FlatBuffer.Corrupt($"{call.Code} refers to graph {graph} of {call.Model.SubGraphs.Count}");
        SubGraph body = call.Model.SubGraphs[graph];
        return body.Operators switch
        {
            { Count: 0 } when body.Outputs == body.Inputs[1..] => null,
            { Count: 1 } operators => call.Model.OperatorCodes[operators[0].Code].Builtin,
            _ => throw call.Unsupported("computes more than one operation in its body"),
        };
    }
}
