using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Tracing;

/// <summary>What a call states of its arguments and results.</summary>
internal static class CallTypes
{
    /// <summary>The types of all result tensors, lists flattened.</summary>
    public static IReadOnlyList<TensorType> Flatten(AtenCall call) => Flatten(call.ReturnTypes);

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
