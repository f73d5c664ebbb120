using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.GraphDef;

/// <summary>A graph in TensorFlow's format with what it is called by.</summary>
/// <param name="Graph">Its nodes, each after what it reads. Constants have a type and a shape, but no elements.</param>
/// <param name="Constants">The elements of the <c>Const</c> nodes, by name and in the order of the nodes; any strided view, also of a mapped file.</param>
/// <param name="Signature">The model's own names of inputs and outputs.</param>
/// <param name="Operators">What each node that computes something is made of, by its name.</param>
internal sealed record GraphDefModel(
    Protobuf.GraphDef Graph, IReadOnlyDictionary<string, Tensor> Constants, Protobuf.SignatureDef Signature, IReadOnlyDictionary<string, WrittenOperator> Operators)
{
    /// <summary>The key that TensorFlow's tools look for when they are told no other.</summary>
    public const string SignatureKey = "serving_default";

    /// <summary>The names of the constants that PyTorch trains.</summary>
    public IReadOnlySet<string> Parameters { get; init; } = new HashSet<string>();

    /// <summary>A model that was read.</summary>
    public GraphDefModel(Protobuf.GraphDef graph, IReadOnlyDictionary<string, Tensor> constants, Protobuf.SignatureDef signature)
        : this(graph, constants, signature, new Dictionary<string, WrittenOperator>())
    {
    }

    /// <summary>The operators in the order of the nodes.</summary>
    public IReadOnlyList<WrittenOperator> WrittenOperators => [.. Graph.Node.Where(node => Operators.ContainsKey(node.Name)).Select(node => Operators[node.Name])];
}
