using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using static Nobuco.TensorFlow.Targets.GraphDef.Lowering.Elementwise;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>What each operation is lowered by. Operations that are not here are none of TensorFlow's; legalisations replace them.</summary>
internal static class LoweringTable
{
    private static readonly Dictionary<Type, Action<TfNode, GraphDefBuilder>> _table = Build();

    public static bool Has(Op op) => op is Placeholder or Const || _table.ContainsKey(op.GetType());

    /// <exception cref="InvalidOperationException">TensorFlow has no such operation.</exception>
    public static void Lower(TfNode node, GraphDefBuilder graph)
    {
        if (!_table.TryGetValue(node.Op.GetType(), out Action<TfNode, GraphDefBuilder>? lower))
            throw new InvalidOperationException($"{node.Op.Name} is left after legalisation and no operation of TensorFlow computes it.");
        lower(node, graph);
    }

    private static Dictionary<Type, Action<TfNode, GraphDefBuilder>> Build()
    {
        var table = new Dictionary<Type, Action<TfNode, GraphDefBuilder>>();

        // Activation
        Named<Relu>();
        Named<Relu6>();
        Named<Elu>();
        Named<Selu>();
        Named<Softplus>();
        Named<Softsign>();
        Named<Softmax>();
        Named<LogSoftmax>();
        With<LeakyRelu>(Activations.LeakyRelu);
        With<ClipByValue>(Activations.ClipByValue);

        // Convolution
        With<Conv2D>(Convolution.Conv2D);
        With<DepthwiseConv2dNative>(Convolution.DepthwiseConv2dNative);
        With<Conv3D>(Convolution.Conv3D);
        With<Conv2DBackpropInput>(Convolution.Conv2DBackpropInput);
        With<Conv3DBackpropInputV2>(Convolution.Conv3DBackpropInputV2);

        // Creation
        With<Graph.Ops.Range>(Creation.Range);
        With<Fill>(Creation.Fill);

        // Elementwise
        Named<Abs>();
        Named<Neg>();
        Named<Sign>();
        Named<Square>();
        Named<Ceil>();
        Named<Floor>();
        On<Rint>(Typed("Round"));
        Named<Round>();
        Named<Exp>();
        Named<Expm1>();
        Named<Log>();
        Named<Log1p>();
        Named<Sin>();
        Named<Cos>();
        Named<Tan>();
        Named<Sinh>();
        Named<Cosh>();
        Named<Tanh>();
        Named<Asin>();
        Named<Acos>();
        Named<Atan>();
        Named<Asinh>();
        Named<Acosh>();
        Named<Atanh>();
        Named<Sigmoid>();
        Named<Erf>();
        Named<Erfc>();
        Named<Sqrt>();
        Named<Rsqrt>();
        Named<Reciprocal>();
        Named<Lgamma>();
        Named<Digamma>();
        Named<IsNan>();
        Named<IsInf>();
        Named<IsFinite>();
        Named<Invert>();
        Named<AddV2>();
        Named<Sub>();
        Named<Mul>();
        Named<Maximum>();
        Named<Minimum>();
        Named<Pow>();
        Named<FloorDiv>();
        Named<FloorMod>();
        Named<TruncateMod>();
        Named<SquaredDifference>();
        Named<Atan2>();
        Named<Equal>();
        Named<NotEqual>();
        Named<Less>();
        Named<LessEqual>();
        Named<Greater>();
        Named<GreaterEqual>();
        Named<BitwiseAnd>();
        Named<BitwiseOr>();
        Named<BitwiseXor>();
        Named<LeftShift>();
        Named<RightShift>();
        On<LogicalNot>(Plain("LogicalNot"));
        On<LogicalAnd>(Plain("LogicalAnd"));
        On<LogicalOr>(Plain("LogicalOr"));
        With<RealDiv>(Elementwise.RealDiv);
        With<SelectV2>(Elementwise.SelectV2);
        With<Cast>(Elementwise.Cast);

        // Indexing
        Named<Where>();
        With<GatherV2>(Indexing.GatherV2);
        With<GatherNd>(Indexing.GatherNd);
        With<ScatterNd>(Indexing.ScatterNd);
        With<TensorScatterUpdate>(Indexing.TensorScatterUpdate);
        With<OneHot>(Indexing.OneHot);

        // Linear
        With<Dense>(Linear.Dense);
        With<BatchMatMulV2>(Linear.BatchMatMulV2);

        // Normalization
        With<LRN>(Normalization.LRN);

        // Padding
        With<Pad>(Paddings.Pad);
        With<PadV2>(Paddings.PadV2);
        With<MirrorPad>(Paddings.MirrorPad);

        // Pooling
        With<MaxPool>(Pooling.MaxPool);
        With<AvgPool>(Pooling.AvgPool);
        With<MaxPool3D>(Pooling.MaxPool3D);
        With<AvgPool3D>(Pooling.AvgPool3D);

        // Reduction
        On<Mean>(Reduction.Over);
        On<Sum>(Reduction.Over);
        On<Max>(Reduction.Over);
        On<Min>(Reduction.Over);
        On<Prod>(Reduction.Over);
        On<All>(Reduction.Over);
        On<Any>(Reduction.Over);
        On<ArgMax>(Reduction.Arg);
        On<ArgMin>(Reduction.Arg);
        With<TopKV2>(Reduction.TopKV2);
        With<Cumsum>(Reduction.Cumsum);

        // Resize
        On<ResizeBilinear>(Resize.By);
        On<ResizeNearestNeighbor>(Resize.By);

        // Shape
        With<Reshape>(Shapes.Reshape);
        With<ExpandDims>(Shapes.ExpandDims);
        With<Squeeze>(Shapes.Squeeze);
        With<Transpose>(Shapes.Transpose);
        With<ConcatV2>(Shapes.ConcatV2);
        With<Pack>(Shapes.Pack);
        With<Unpack>(Shapes.Unpack);
        With<Split>(Shapes.Split);
        With<SplitV>(Shapes.SplitV);
        With<StridedSlice>(Shapes.StridedSlice);
        With<Tile>(Shapes.Tile);
        With<BroadcastTo>(Shapes.BroadcastTo);
        With<ReverseV2>(Shapes.ReverseV2);
        With<SpaceToDepth>(Shapes.SpaceToDepth);
        With<DepthToSpace>(Shapes.DepthToSpace);
        With<Shape>(Shapes.Shape);
        return table;

        void Named<T>() where T : Op => table.Add(typeof(T), Typed(typeof(T).Name));
        void On<T>(Action<TfNode, GraphDefBuilder> lower) where T : Op => table.Add(typeof(T), lower);
        void With<T>(Action<T, TfNode, GraphDefBuilder> lower) where T : Op => table.Add(typeof(T), (node, graph) => lower((T)node.Op, node, graph));
    }
}
