using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;

namespace Nobuco;

/// <summary>A TensorFlow operation that a converter made, or an operator of the written file.</summary>
/// <param name="Name"><c>Conv2D</c>, in a TFLite file <c>CONV_2D</c>.</param>
/// <param name="Attributes">Those that are not their defaults, as text: <c>strides=[2, 2]</c>; empty for operators of a file.</param>
/// <param name="Inputs">The types of what it reads, weights and constants among them, in physical axis order.</param>
/// <param name="Outputs">The types of its results, in physical axis order.</param>
/// <param name="Nodes">The names of the nodes that it computes, or computes a part of; for a transpose of an output of the model, the name of that output.</param>
public sealed record OperationReport(string Name, string Attributes, Seq<TfType> Inputs, Seq<TfType> Outputs, Seq<string> Nodes);
