using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Graph;

namespace Nobuco;

/// <summary>An input or output of the model: its name, PyTorch's type and the order its axes have in the converted model.</summary>
public sealed record ModelPort(string Name, TensorType Type, AxisOrder Order);
