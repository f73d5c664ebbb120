using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Conversion;

/// <summary>The TfGraph as the converters built it, before any pass, and what became of every value and node.</summary>
internal sealed record ConvertedGraph(
    TfGraph Graph,
    IReadOnlyDictionary<Value, TfTensor> Values,
    IReadOnlyList<ConvertedNode> Nodes,
    IReadOnlyList<ModelPort> Inputs,
    IReadOnlyList<ModelPort> Outputs,
    IReadOnlyList<InsertedTranspose> Transposes);

/// <summary>A node, its converter, and the operations that the converter made, constants left out.</summary>
internal sealed record ConvertedNode(Node Node, OperatorConverter Converter, IReadOnlyList<TfNode> Operations);
