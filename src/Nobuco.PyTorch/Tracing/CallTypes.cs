using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Tracing;

/// <summary>What a call states of its arguments and results.</summary>
internal static class CallTypes
{
    private static readonly HashSet<string> _recurrent = ["aten::lstm.input", "aten::gru.input", "aten::rnn_tanh.input", "aten::rnn_relu.input"];

    /// <summary>
    /// The types of all result tensors, lists flattened. The last states of a recurrent network are of the type of its first ones, whatever the program states: PyTorch 2.7 states another
    /// shape where it exports without gradients.
    /// </summary>
    public static IReadOnlyList<TensorType> Flatten(AtenCall call)
    {
        IReadOnlyList<TensorType> stated = Flatten(call.ReturnTypes);
        if (!_recurrent.Contains($"{call.Operator.Name}.{call.Operator.Overload}"))
            return stated;
        object? states = Argument(call, "hx");
        return [stated[0], .. (states is IEnumerable<object?> list ? list : [states]).OfType<TracedTensor>().Select(static state => state.View.Type)];
    }

    public static IReadOnlyList<TensorType> Flatten(IReadOnlyList<object?> types) =>
    [
        .. types.SelectMany(static type => type switch
        {
            TensorType tensor => [tensor],
            IEnumerable<object?> list => list.OfType<TensorType>(),
            _ => [],
        }),
    ];

    /// <summary>Results in the form of <paramref name="types"/>: where a type stands, the next of <paramref name="tensors"/>; a <c>Dim</c> stands for itself.</summary>
    public static IReadOnlyList<object?> Unflatten(IReadOnlyList<object?> types, IEnumerable<object> tensors)
    {
        var next = new Queue<object>(tensors);
        return
        [
            .. types.Select(type => type switch
            {
                TensorType => next.Dequeue(),
                IEnumerable<object?> list => list.Select(item => item is TensorType ? next.Dequeue() : null).ToArray(),
                _ => type,
            }),
        ];
    }

    /// <summary>The argument of that schema name.</summary>
    public static object? Argument(AtenCall call, string name)
    {
        int index = 0;
        while (call.Operator.Arguments[index].Name != name)
            index++;
        return call.Arguments[index];
    }
}
