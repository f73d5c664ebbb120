using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Lowering;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras;

/// <summary>Which uses of operations Keras can express: it has layers for constant weights only, and few that find sizes by themselves.</summary>
internal static class Expressible
{
    public static bool Is(TfNode node, KerasVersion version) => node.Op switch
    {
        Conv2D or Conv3D => node.Inputs.Skip(2).All(static bias => bias.Producer.Op is Const),
        ConvolutionOp op => node.Inputs.Skip(1).Where(static i => !i.Type.DType.IsInteger()).All(static i => i.Producer.Op is Const) && HasKnownPadding(op, node),
        Reshape op => node.Inputs.Count > 1 || Shapes.IsReshape(op.Shape, node),
        StridedSlice op => node.Inputs.Count > 1 || Slicing.IsSlice(op, node.Inputs[0].Type.Shape),
        Tile op => AreKnown(op.Multiples, node, 1),
        BroadcastTo op => AreKnown(op.Shape, node, 1),
        Fill op => AreKnown(op.Dims, node, 1),
        ScatterNd op => AreKnown(op.Shape, node, 2),
        ResizeOp op => (op is ResizeBilinear ? op.HalfPixelCenters : Resize.Factors(node) is not null && !op.AlignCorners) && (Resize.Factors(node) is not null || AreKnown(op.Size, node, 1)),
        PaddingOp op => op.Before.Concat(op.After).All(static d => d.IsConstant),
        GatherV2 op => version == KerasVersion.Keras2 || op.BatchDims == 0,
        Sizes => false,
        _ => true,
    };

    /// <summary>Sizes are numbers, or there is an input that carries them, which only functions of Keras 2 take.</summary>
    private static bool AreKnown(Seq<Dim> sizes, TfNode node, int operands) => sizes.All(static d => d.IsConstant) || node.Inputs.Count > operands;

    /// <summary>What a transposed convolution adds to a size must be a number.</summary>
    private static bool HasKnownPadding(ConvolutionOp op, TfNode node)
    {
        Seq<Dim> input = node.Inputs[0].Type.Shape;
        return op switch
        {
            Conv2DBackpropInput t => IsKnown(t.Strides, t.OutputShape, t.Padding),
            Conv3DBackpropInputV2 t => IsKnown(t.Strides, t.OutputShape, t.Padding),
            _ => true,
        };

        bool IsKnown(Seq<int> strides, Seq<Dim> shape, Padding padding) => strides.Select((stride, i) => padding == Padding.Same
            ? (shape[i + 1] - (input[i + 1] * stride)).TryValue == 0
            : (shape[i + 1] - ((input[i + 1] - 1) * stride)).IsConstant).All(static known => known);
    }
}
