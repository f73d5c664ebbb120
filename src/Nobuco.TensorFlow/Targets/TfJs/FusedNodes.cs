using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.Protobuf;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>
/// TensorFlow.js has operations for a product with the bias that is added and the activation that follows, which save passes over memory. TensorFlow itself makes them only while it runs.
/// </summary>
internal static class FusedNodes
{
    private static readonly Dictionary<string, string> _products = new()
    {
        ["Conv2D"] = "_FusedConv2D",
        ["DepthwiseConv2dNative"] = "FusedDepthwiseConv2dNative",
        ["MatMul"] = "_FusedMatMul",
    };

    private static readonly string[] _activations = ["Relu", "Relu6", "Elu", "LeakyRelu"];

    public static GraphDefModel Fuse(GraphDefModel model)
    {
        ILookup<string, NodeDef> readers = model.Graph.Node.SelectMany(static node => node.Input.Select(input => (input, node))).ToLookup(static r => r.input, static r => r.node);
        var replaced = new Dictionary<string, NodeDef>();
        var dropped = new HashSet<string>();
        var operators = new Dictionary<string, WrittenOperator>(model.Operators);
        foreach (NodeDef product in model.Graph.Node.Where(static node => _products.ContainsKey(node.Op)))
        {
            if (Only(readers[product.Name]) is not { Op: "BiasAdd" } bias)
                continue;
            NodeDef? activation = Only(readers[bias.Name]) is { } next && _activations.Contains(next.Op) ? next : null;
            NodeDef fused = Fused(product, bias, activation);
            replaced.Add(fused.Name, fused);
            dropped.UnionWith(activation is null ? [product.Name] : [product.Name, bias.Name]);
            operators[fused.Name] = operators[product.Name] with
            {
                Name = fused.Op,
                Outputs = operators[fused.Name].Outputs,
                Sources = [.. operators[product.Name].Sources.Concat(operators[bias.Name].Sources).Concat(operators[fused.Name].Sources).Distinct()],
            };
        }
        NodeDef[] nodes = [.. model.Graph.Node.Where(node => !dropped.Contains(node.Name)).Select(node => replaced.GetValueOrDefault(node.Name, node))];
        return model with { Graph = new Protobuf.GraphDef { Node = { nodes }, Library = model.Graph.Library, Versions = model.Graph.Versions }, Operators = operators };
    }

    private static NodeDef? Only(IEnumerable<NodeDef> nodes) => nodes.ToArray() is [var only] ? only : null;

    private static NodeDef Fused(NodeDef product, NodeDef bias, NodeDef? activation)
    {
        var fused = new NodeDef { Name = (activation ?? bias).Name, Op = _products[product.Op], Input = { product.Input, bias.Input[1] } };
        fused.Attr.Add(product.Attr);
        (string, AttrValue)[] attributes =
        [
            Int("num_args", 1),
            Texts("fused_ops", activation is null ? [bias.Op] : [bias.Op, activation.Op]),
            Float("epsilon", 0),
            ("leakyrelu_alpha", activation?.Attr.GetValueOrDefault("alpha") ?? new AttrValue { F = 0.2f }),
        ];
        foreach ((string name, AttrValue value) in attributes)
            fused.Attr.Add(name, value);
        return fused;
    }
}
