using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow;

namespace Nobuco;

/// <summary>The call that a converter converts.</summary>
public class ConverterCall
{
    internal ConverterCall(Node node) => Node = node;

    /// <summary>The node of the TorchGraph: operator, arguments in schema order, and where it is in the Python program.</summary>
    public Node Node { get; }

    /// <summary>Element type and logical shape of the first result, as PyTorch has it.</summary>
    public TensorType Result => Node.Outputs[0].Type;

    /// <summary>The types of all results, lists flattened.</summary>
    public IReadOnlyList<TensorType> Results => [.. Node.Outputs.Select(o => o.Type)];

    /// <summary>The tensor in the first result's element type: PyTorch's promotion is in that type.</summary>
    public TfTensor ToResultType(TfTensor x) => tf.Cast(x, Result.DType);

    /// <summary>What to throw where TensorFlow's operators do not express the call: it becomes NBC0105 with the call's place.</summary>
    /// <param name="why">Ends the sentence that the operator's name begins.</param>
    public Exception NotExpressible(string why) => new NotExpressibleException($"{Node.Operator.FullName}: {why}");
}
