using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>One node each; the inputs are those of the operation.</summary>
internal static class Elementwise
{
    /// <summary>An operation whose only attribute is the element type of its operands.</summary>
    public static Action<TfNode, GraphDefBuilder> Typed(string name) => (node, graph) => graph.Add(node, name, graph.Inputs(node), T(node.Inputs[0]));

    /// <summary>An operation of bool without attributes.</summary>
    public static Action<TfNode, GraphDefBuilder> Plain(string name) => (node, graph) => graph.Add(node, name, graph.Inputs(node));

    /// <summary>Of integers it is rounded towards zero.</summary>
    public static void RealDiv(RealDiv op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, node.Output.Type.DType.IsInteger() ? "TruncateDiv" : "RealDiv", graph.Inputs(node), T(node.Output));

    public static void SelectV2(SelectV2 op, TfNode node, GraphDefBuilder graph) => graph.Add(node, "SelectV2", graph.Inputs(node), T(node.Output));

    public static void Cast(Cast op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Cast", graph.Inputs(node), Type("SrcT", node.Inputs[0].Type.DType), Type("DstT", op.DType), Flag("Truncate", false));
}
