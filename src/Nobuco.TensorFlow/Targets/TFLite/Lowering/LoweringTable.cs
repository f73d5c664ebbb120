using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using static Nobuco.TensorFlow.Targets.TFLite.Schema.BuiltinOperator;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>What each operation is lowered by. Operations that are not here have no builtin operator; legalisations replace them.</summary>
internal static class LoweringTable
{
    private static readonly Dictionary<Type, Action<TfNode, SubGraphBuilder>> _table = Build();

    public static bool Has(Op op) => op is Placeholder or Const || _table.ContainsKey(op.GetType());

    /// <exception cref="InvalidOperationException">There is no builtin operator for the operation.</exception>
    public static void Lower(TfNode node, SubGraphBuilder graph)
    {
        if (!_table.TryGetValue(node.Op.GetType(), out Action<TfNode, SubGraphBuilder>? lower))
            throw new InvalidOperationException($"{node.Op.Name} is left after legalisation and no TFLite operator computes it.");
        lower(node, graph);
    }

    private static Dictionary<Type, Action<TfNode, SubGraphBuilder>> Build()
    {
        var table = new Dictionary<Type, Action<TfNode, SubGraphBuilder>>();

        // Activation
        On<Relu>(Elementwise.Plain(RELU));
        On<Relu6>(Elementwise.Plain(RELU6));
        On<ReluN1To1>(Elementwise.Plain(RELU_N1_TO_1));
        On<Elu>(Elementwise.Plain(ELU));
        On<HardSwish>(Elementwise.Plain(HARD_SWISH));
        On<PRelu>(Elementwise.Plain(PRELU));
        On<LogSoftmax>(Elementwise.Plain(LOG_SOFTMAX));
        With<LeakyRelu>(Activations.LeakyRelu);
        With<Gelu>(Activations.Gelu);
        With<Softmax>(Activations.Softmax);

        // Convolution
        With<Conv2D>(Convolution.Conv2D);
        With<DepthwiseConv2dNative>(Convolution.DepthwiseConv2dNative);
        With<Conv3D>(Convolution.Conv3D);
        With<Conv2DBackpropInput>(Convolution.Conv2DBackpropInput);
        With<Conv3DBackpropInputV2>(Convolution.Conv3DBackpropInputV2);

        // Creation
        On<Graph.Ops.Range>(Elementwise.Plain(RANGE));
        With<Fill>(Creation.Fill);

        // Elementwise
        On<Abs>(Elementwise.Plain(ABS));
        On<Neg>(Elementwise.Plain(NEG));
        On<Square>(Elementwise.Plain(SQUARE));
        On<Ceil>(Elementwise.Plain(CEIL));
        On<Floor>(Elementwise.Plain(FLOOR));
        On<Rint>(Elementwise.Plain(ROUND));
        On<Round>(Elementwise.Plain(ROUND));
        On<Exp>(Elementwise.Plain(EXP));
        On<Log>(Elementwise.Plain(LOG));
        On<Sin>(Elementwise.Plain(SIN));
        On<Cos>(Elementwise.Plain(COS));
        On<Tanh>(Elementwise.Plain(TANH));
        On<Sigmoid>(Elementwise.Plain(LOGISTIC));
        On<Sqrt>(Elementwise.Plain(SQRT));
        On<Rsqrt>(Elementwise.Plain(RSQRT));
        On<LogicalNot>(Elementwise.Plain(LOGICAL_NOT));
        On<Maximum>(Elementwise.Plain(MAXIMUM));
        On<Minimum>(Elementwise.Plain(MINIMUM));
        On<Pow>(Elementwise.Plain(POW));
        On<FloorDiv>(Elementwise.Plain(FLOOR_DIV));
        On<FloorMod>(Elementwise.Plain(FLOOR_MOD));
        On<SquaredDifference>(Elementwise.Plain(SQUARED_DIFFERENCE));
        On<LogicalAnd>(Elementwise.Plain(LOGICAL_AND));
        On<LogicalOr>(Elementwise.Plain(LOGICAL_OR));
        On<Equal>(Elementwise.Plain(EQUAL));
        On<NotEqual>(Elementwise.Plain(NOT_EQUAL));
        On<Less>(Elementwise.Plain(LESS));
        On<LessEqual>(Elementwise.Plain(LESS_EQUAL));
        On<Greater>(Elementwise.Plain(GREATER));
        On<GreaterEqual>(Elementwise.Plain(GREATER_EQUAL));
        On<BitwiseXor>(Elementwise.Plain(BITWISE_XOR));
        On<RightShift>(Elementwise.Plain(RIGHT_SHIFT));
        On<Atan2>(Elementwise.Plain(ATAN2));
        On<SelectV2>(Elementwise.Plain(SELECT_V2));
        With<AddV2>(Elementwise.AddV2);
        With<Sub>(Elementwise.Sub);
        With<Mul>(Elementwise.Mul);
        With<RealDiv>(Elementwise.RealDiv);
        With<Cast>(Elementwise.Cast);

        // Indexing
        On<GatherNd>(Elementwise.Plain(GATHER_ND));
        On<Where>(Elementwise.Plain(WHERE));
        With<GatherV2>(Indexing.GatherV2);
        With<ScatterNd>(Indexing.ScatterNd);
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

        // Reduction
        On<Mean>(Reduction.Over(MEAN));
        On<Sum>(Reduction.Over(SUM));
        On<Max>(Reduction.Over(REDUCE_MAX));
        On<Min>(Reduction.Over(REDUCE_MIN));
        On<Prod>(Reduction.Over(REDUCE_PROD));
        On<All>(Reduction.Over(REDUCE_ALL));
        On<Any>(Reduction.Over(REDUCE_ANY));
        With<ArgMax>(Reduction.ArgMax);
        With<ArgMin>(Reduction.ArgMin);
        With<TopKV2>(Reduction.TopKV2);
        With<Cumsum>(Reduction.Cumsum);

        // Resize
        On<ResizeBilinear>(Resize.By(RESIZE_BILINEAR));
        On<ResizeNearestNeighbor>(Resize.By(RESIZE_NEAREST_NEIGHBOR));

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

        void On<T>(Action<TfNode, SubGraphBuilder> lower) where T : Op => table.Add(typeof(T), lower);
        void With<T>(Action<T, TfNode, SubGraphBuilder> lower) where T : Op => table.Add(typeof(T), (node, graph) => lower((T)node.Op, node, graph));
    }
}
