using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Conversion;

/// <summary>Runs one converter on one node.</summary>
internal static class NodeConversion
{
    /// <summary>The results in the order of <see cref="Node.Outputs"/>, in the orders that the strategy or the converter declares.</summary>
    /// <exception cref="ConverterResultException">The results are not of PyTorch's types.</exception>
    public static IReadOnlyList<TfTensor> Run(OperatorConverter converter, Node node, Func<Value, ConverterParameter, TfTensor> fetch)
    {
        object? returned = converter.Invoke(ArgumentBinder.Bind(converter, node, fetch));
        IReadOnlyList<TfTensor> results = [.. Flatten(returned).Select(r => Ordered(r, converter.Strategy))];
        Check(node, converter, results);
        return results;
    }

    /// <summary>Exceptions that a conversion of other nodes survives.</summary>
    public static bool IsConverterFailure(Exception error) =>
        error is not (OutOfMemoryException or InsufficientExecutionStackException);

    private static IEnumerable<TfTensor> Flatten(object? returned) => returned switch
    {
        TfTensor tensor => [tensor],
        IEnumerable<TfTensor> tensors => tensors,
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i])),
        _ => throw new ConverterResultException($"The converter returned {returned?.GetType().Name ?? "null"}, no TfTensor."),
    };

    /// <summary>A forced strategy says what order a tensor lies in.</summary>
    public static TfTensor Ordered(TfTensor result, ChannelOrderingStrategy strategy) => strategy switch
    {
        ChannelOrderingStrategy.ForceTensorFlowOrder => result.WithOrder(AxisOrder.ChannelsLast(result.Rank)),
        ChannelOrderingStrategy.ForcePyTorchOrder => result.WithOrder(AxisOrder.Identity(result.Rank)),
        _ => result,
    };

    /// <summary>What to return instead, as the strategy has it lie.</summary>
    public static string WantedResults(Node node, ChannelOrderingStrategy strategy)
    {
        IEnumerable<string> results = node.Outputs.Select(output =>
        {
            AxisOrder order = strategy == ChannelOrderingStrategy.ForceTensorFlowOrder ? AxisOrder.ChannelsLast(output.Type.Rank) : AxisOrder.Identity(output.Type.Rank);
            string type = (output.Type with { Shape = order.Apply(output.Type.Shape) }).ToString();
            return order.IsIdentity ? type : $"{type}, which is PyTorch's {output.Type} channels-last";
        });
        string where = strategy is ChannelOrderingStrategy.ForceTensorFlowOrder or ChannelOrderingStrategy.ForcePyTorchOrder ? "" : ", in whatever order the result declares";
        return $"Return {string.Join(" and ", results)}{where}.";
    }

    private static void Check(Node node, OperatorConverter converter, IReadOnlyList<TfTensor> results)
    {
        if (results.Count != node.Outputs.Count)
            throw new ConverterResultException($"{converter.DisplayName} returned {results.Count} tensors for the {node.Outputs.Count} of {node.Operator.FullName}.");
        for (int i = 0; i < results.Count; i++)
        {
            TensorType expected = node.Outputs[i].Type;
            if (results[i].DType != expected.DType || !SameShape(results[i].LogicalShape, expected.Shape))
            {
                string got = $"{results[i].DType.ShortName()}[{string.Join(",", results[i].LogicalShape)}]";
                throw new ConverterResultException($"{converter.DisplayName} returned {got} where {node.Operator.FullName} gives {expected}.");
            }
        }
    }

    /// <summary>Symbolic sizes may be written differently; only known sizes can contradict each other.</summary>
    private static bool SameShape(Seq<Tensors.Symbolic.Dim> left, Seq<Tensors.Symbolic.Dim> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => pair.First == pair.Second || !(pair.First - pair.Second).IsConstant);
}

/// <summary>A converter's results are not what PyTorch computes there.</summary>
internal sealed class ConverterResultException(string message) : Exception(message);
