using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Graph;

namespace Nobuco;

/// <summary>An input or output of the model: its name, PyTorch's type and the order its axes have in the converted model.</summary>
/// <param name="Name">The user's name for it.</param>
/// <param name="Type">Element type and shape, in PyTorch's axis order.</param>
/// <param name="Order">Which of PyTorch's axes lies where: 0231 for channels-last images.</param>
public sealed record ModelPort(string Name, TensorType Type, AxisOrder Order)
{
    /// <summary>The tensor of the graph that it is: of an output the name is the node's result's.</summary>
    public string Tensor { get; init; } = Name;
}
