using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Conversion.Layout;

/// <summary>One way to convert a node: the orders its inputs are wanted in, those its results then have, and the bytes that it transposes itself.</summary>
/// <param name="Additions">What its additions cost, in the same bytes; only what one option has more of than the other counts.</param>
internal sealed record LayoutOption(IReadOnlyDictionary<ArgumentValue, AxisOrder> Inputs, IReadOnlyList<AxisOrder> Outputs, long Cost, long Additions = 0);

/// <summary>A value as an argument of a converter: weights that keep PyTorch's order are apart from the same value elsewhere.</summary>
internal readonly record struct ArgumentValue(Value Value, bool KeepsPyTorchOrder);

/// <summary>A node with its converter and the ways to convert it: one or two.</summary>
internal sealed record NodePlan(Node Node, OperatorConverter Converter, IReadOnlyList<LayoutOption> Options);
