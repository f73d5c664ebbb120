using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets;

/// <summary>An operator of a written file.</summary>
/// <param name="Name">As the format calls it: <c>CONV_2D</c>.</param>
/// <param name="Inputs">The types of what it reads, weights and constants among them.</param>
/// <param name="Outputs">The types of its results.</param>
/// <param name="Sources">The nodes of the program that it computes: see <see cref="TfNode.Sources"/>.</param>
public sealed record WrittenOperator(string Name, Seq<TfType> Inputs, Seq<TfType> Outputs, Seq<string> Sources);
