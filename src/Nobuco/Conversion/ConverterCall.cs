using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;

namespace Nobuco;

/// <summary>The call that a converter converts.</summary>
public sealed class ConverterCall
{
    internal ConverterCall(Node node) => Node = node;

    public Node Node { get; }

    /// <summary>Element type and logical shape of the first result, as PyTorch has it.</summary>
    public TensorType Result => Node.Outputs[0].Type;

    /// <summary>The types of all results, lists flattened.</summary>
    public IReadOnlyList<TensorType> Results => [.. Node.Outputs.Select(o => o.Type)];

    /// <summary>The tensor in the first result's element type: PyTorch's promotion is in that type.</summary>
    public TfTensor ToResultType(TfTensor x) => tf.Cast(x, Result.DType);

    /// <summary>The order that <paramref name="x"/> would have channels-last.</summary>
    public static TfTensor ChannelsLast(TfTensor x) => tf.ToOrder(x, AxisOrder.ChannelsLast(x.Rank));

    /// <summary>Throws NBC0105.</summary>
    public Exception NotExpressible(string why) => new NotExpressibleException($"{Node.Operator.FullName}: {why}");
}
