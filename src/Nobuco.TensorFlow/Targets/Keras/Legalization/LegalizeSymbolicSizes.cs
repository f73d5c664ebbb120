using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>A tensor of one value whose size is known only at run time: the value, added to zeros that have the size from an input.</summary>
internal sealed class LegalizeSymbolicFill : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Op is not Fill fill || fill.Dims.All(static d => d.IsConstant) || node.Output.Type.DType == DType.Bool)
            return null;
        return Ones.Zeros(graph, fill.Dims, node.Output.Type.DType) is { } zeros ? (zeros + new TfTensor(node.Inputs[0])).Value : null;
    }
}

/// <summary>Broadcasting to a size that is known only at run time, by addition of zeros.</summary>
internal sealed class LegalizeSymbolicBroadcast : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Op is not BroadcastTo broadcast || broadcast.Shape.All(static d => d.IsConstant) || node.Output.Type.DType == DType.Bool)
            return null;
        return Ones.Zeros(graph, broadcast.Shape, node.Output.Type.DType) is { } zeros ? (zeros + new TfTensor(node.Inputs[0])).Value : null;
    }
}

/// <summary>start, start + 1, … as many as an axis of an input is long: running sums of ones.</summary>
internal sealed class LegalizeSymbolicRange : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Op is not Graph.Ops.Range range || range.Size.IsConstant || Ones.Line(graph, range.Size) is not { } line)
            return null;
        DType dtype = node.Output.Type.DType;
        TfTensor counted = tf.Cast(tf.Cumsum(line, 0), dtype) - tf.Constant(1L, dtype);
        return ((counted * new TfTensor(node.Inputs[2])) + new TfTensor(node.Inputs[0])).Value;
    }
}
