using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>Functions of elements.</summary>
internal static class Elementwise
{
    public static KerasOperation Sum => new("numpy.Add", "math.add");

    /// <summary>An operation of the same operands with nothing else to say.</summary>
    /// <param name="operands2">What the function of Keras 2 calls the operands after the first.</param>
    public static Action<TfNode, KerasGraph> Plain(string? keras3, string? keras2, params string[] operands2) => (node, graph) =>
        graph.AddOperation(node, new KerasOperation(keras3, keras2).WithOperands2(operands2), [First(node, graph), .. node.Inputs.Skip(1).Select(i => graph[i])]);

    /// <summary>An operation of two operands. Of two tensors of one type and at least two axes it is a layer that merges them, as a person would write it.</summary>
    public static Action<TfNode, KerasGraph> Merge(string layer, string keras3, string keras2) => (node, graph) =>
    {
        bool merges = node.Inputs[0].Type == node.Inputs[1].Type && node.Output.Type is { Rank: >= 2, DType: var dtype } && dtype.IsFloat();
        KerasArgument[] operands = [graph[node.Inputs[0]], graph[node.Inputs[1]]];
        if (merges && operands.All(static o => o is TensorArgument))
            graph.AddLayer(node, layer, [], [new ListArgument(operands)]);
        else
            Plain(keras3, keras2, "y")(node, graph);
    };

    public static KerasOperation CastTo(DType dtype) => new KerasOperation("core.Cast", "cast").With("dtype", KerasConfig.NameOf(dtype));

    public static void Cast(Cast op, TfNode node, KerasGraph graph) => graph.AddOperation(node, CastTo(op.DType), graph.Tensor(node.Inputs[0]));

    /// <summary>Numbers keep their element type only as arrays.</summary>
    public static void SelectV2(SelectV2 op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation("numpy.Where", "where").WithOperands2("x", "y"), graph.Tensor(node.Inputs[0]), Typed(node, 1, graph), Typed(node, 2, graph));

    private static KerasArgument Typed(TfNode node, int index, KerasGraph graph) => graph[node.Inputs[index]] switch
    {
        ConstantArgument when graph.Version == KerasVersion.Keras2 => graph.Tensor(node.Inputs[index]),
        ConstantArgument { Value: { Rank: 0 } value } when node.Output.Type.Rank > 0 => new ConstantArgument(value.Unsqueeze(0)),
        ConstantArgument { Value.Rank: 0 } => graph.Tensor(node.Inputs[index]),
        var operand => operand,
    };

    /// <summary>The first operand of a function must be a tensor in Keras 2, and one operand at least in Keras 3.</summary>
    private static KerasArgument First(TfNode node, KerasGraph graph) =>
        graph.Version == KerasVersion.Keras2 || node.Inputs.All(i => graph[i] is ConstantArgument) ? graph.Tensor(node.Inputs[0]) : graph[node.Inputs[0]];
}
