using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Graph;

namespace Nobuco;

/// <summary>A tensor of the model.</summary>
/// <param name="Name">Unique in the report: the weight's qualified name (<c>layer1.0.conv1.weight</c>), or the name in the graph.</param>
/// <param name="Type">Element type and shape, in PyTorch's axis order.</param>
/// <param name="Kind">An input, a parameter, a buffer, a constant, or the result of a node.</param>
public sealed record TensorReport(string Name, TensorType Type, ValueKind Kind)
{
    /// <summary>Which of PyTorch's axes lies where in the converted model: 0231 for channels-last images. Weights are in PyTorch's order, whatever a converter makes of them.</summary>
    public required AxisOrder Order { get; init; }

    /// <summary>How many nodes and outputs of the model read it.</summary>
    public int Readers { get; init; }

    /// <summary>False for what no output of the model depends on.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>False for weights, constants and what is computed from nothing else.</summary>
    public bool DependsOnInputs { get; init; }

    /// <summary>A parameter, a buffer or a constant.</summary>
    public bool IsConstant => Kind is ValueKind.Parameter or ValueKind.Buffer or ValueKind.Constant;
}
