using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>What each operation is lowered by. Operations that are not here are replaced by legalisations, or cannot be written.</summary>
internal sealed class LoweringTable
{
    private readonly Dictionary<Type, Action<TfNode, KerasGraph>> _table = [];

    private LoweringTable()
    {
        AddElementwise();
        AddActivations();
        AddLayers();
        AddShapes();
    }

    /// <summary>The operations of Keras 3.</summary>
    public static LoweringTable Keras3 { get; } = new();

    /// <summary>The operations of Keras 2, which has more of TensorFlow's.</summary>
    public static LoweringTable Keras2 { get; } = new LoweringTable().AddKeras2();

    public static LoweringTable Of(KerasVersion version) => version == KerasVersion.Keras3 ? Keras3 : Keras2;

    public bool Has(Op op) => op is Placeholder or Const || _table.ContainsKey(op.GetType());

    public void Lower(TfNode node, KerasGraph graph) => _table[node.Op.GetType()](node, graph);

    private void AddElementwise()
    {
        Unary<Abs>("numpy.Absolute", "math.abs");
        Unary<Neg>("numpy.Negative", "math.negative");
        Unary<Sign>("numpy.Sign", "math.sign");
        Unary<Square>("numpy.Square", "math.square");
        Unary<Ceil>("numpy.Ceil", "math.ceil");
        Unary<Floor>("numpy.Floor", "math.floor");
        Unary<Rint>("numpy.Round", "math.rint");
        Unary<Round>("numpy.Round", "math.round");
        Unary<Exp>("numpy.Exp", "math.exp");
        Unary<Expm1>("numpy.Expm1", "math.expm1");
        Unary<Log>("numpy.Log", "math.log");
        Unary<Log1p>("numpy.Log1p", "math.log1p");
        Unary<Sin>("numpy.Sin", "math.sin");
        Unary<Cos>("numpy.Cos", "math.cos");
        Unary<Tan>("numpy.Tan", "math.tan");
        Unary<Sinh>("numpy.Sinh", "math.sinh");
        Unary<Cosh>("numpy.Cosh", "math.cosh");
        Unary<Asin>("numpy.Arcsin", "math.asin");
        Unary<Acos>("numpy.Arccos", "math.acos");
        Unary<Atan>("numpy.Arctan", "math.atan");
        Unary<Asinh>("numpy.Arcsinh", "math.asinh");
        Unary<Acosh>("numpy.Arccosh", "math.acosh");
        Unary<Atanh>("numpy.Arctanh", "math.atanh");
        Unary<Erf>("math.Erf", "math.erf");
        Unary<Sqrt>("numpy.Sqrt", "math.sqrt");
        Unary<Rsqrt>("math.Rsqrt", "math.rsqrt");
        Unary<Reciprocal>("numpy.Reciprocal", "math.reciprocal");
        Unary<IsNan>("numpy.Isnan", "math.is_nan");
        Unary<IsInf>("numpy.Isinf", "math.is_inf");
        Unary<IsFinite>("numpy.Isfinite", "math.is_finite");
        Unary<LogicalNot>("numpy.LogicalNot", "math.logical_not");
        Unary<Invert>("numpy.BitwiseNot", "bitwise.invert");
        On<AddV2>(Elementwise.Merge("Add", "numpy.Add", "math.add"));
        On<Sub>(Elementwise.Merge("Subtract", "numpy.Subtract", "math.subtract"));
        On<Mul>(Elementwise.Merge("Multiply", "numpy.Multiply", "math.multiply"));
        On<Maximum>(Elementwise.Merge("Maximum", "numpy.Maximum", "math.maximum"));
        On<Minimum>(Elementwise.Merge("Minimum", "numpy.Minimum", "math.minimum"));
        Binary<RealDiv>("numpy.Divide", "math.divide");
        Binary<Pow>("numpy.Power", "math.pow");
        Binary<FloorDiv>("numpy.FloorDivide", "math.floordiv");
        Binary<FloorMod>("numpy.Mod", "math.floormod");
        Binary<LogicalAnd>("numpy.LogicalAnd", "math.logical_and");
        Binary<LogicalOr>("numpy.LogicalOr", "math.logical_or");
        Binary<Equal>("numpy.Equal", "math.equal");
        Binary<NotEqual>("numpy.NotEqual", "math.not_equal");
        Binary<Less>("numpy.Less", "math.less");
        Binary<LessEqual>("numpy.LessEqual", "math.less_equal");
        Binary<Greater>("numpy.Greater", "math.greater");
        Binary<GreaterEqual>("numpy.GreaterEqual", "math.greater_equal");
        Binary<BitwiseAnd>("numpy.BitwiseAnd", "bitwise.bitwise_and");
        Binary<BitwiseOr>("numpy.BitwiseOr", "bitwise.bitwise_or");
        Binary<BitwiseXor>("numpy.BitwiseXor", "bitwise.bitwise_xor");
        Binary<LeftShift>("numpy.LeftShift", "bitwise.left_shift");
        Binary<RightShift>("numpy.RightShift", "bitwise.right_shift");
        On<Atan2>(Elementwise.Plain("numpy.Arctan2", "math.atan2", "x"));
        With<SelectV2>(Elementwise.SelectV2);
        With<Cast>(Elementwise.Cast);
    }

    private void AddActivations()
    {
        On<Sigmoid>(Activations.Named("sigmoid"));
        On<Tanh>(Activations.Named("tanh"));
        On<Softplus>(Activations.Named("softplus"));
        On<Softsign>(Activations.Named("softsign"));
        On<Selu>(Activations.Named("selu"));
        On<HardSwish>(Activations.Named("hard_silu"));
        With<Relu>(Activations.Relu);
        With<Relu6>(Activations.Relu6);
        With<LeakyRelu>(Activations.LeakyRelu);
        With<Elu>(Activations.Elu);
        With<Gelu>(Activations.Gelu);
        With<PRelu>(Activations.PRelu);
        With<Softmax>(Activations.Softmax);
        With<LogSoftmax>(Activations.LogSoftmax);
        With<ClipByValue>(Activations.ClipByValue);
    }

    private void AddLayers()
    {
        With<Conv2D>(Convolution.Conv2D);
        With<Conv3D>(Convolution.Conv3D);
        With<DepthwiseConv2dNative>(Convolution.DepthwiseConv2dNative);
        With<Conv2DBackpropInput>(Convolution.Conv2DBackpropInput);
        With<Conv3DBackpropInputV2>(Convolution.Conv3DBackpropInputV2);
        With<Dense>(Linear.Dense);
        With<BatchMatMulV2>(Linear.BatchMatMulV2);
        With<BatchNormalization>(Normalization.BatchNormalization);
        With<LayerNormalization>(Normalization.LayerNormalization);
        With<Pad>(Paddings.Pad);
        With<PadV2>(Paddings.PadV2);
        With<MirrorPad>(Paddings.MirrorPad);
        With<MaxPool>(Pooling.MaxPool);
        With<AvgPool>(Pooling.AvgPool);
        With<MaxPool3D>(Pooling.MaxPool3D);
        With<AvgPool3D>(Pooling.AvgPool3D);
        On<Mean>(Reduction.Global("Average", "numpy.Mean", "math.reduce_mean"));
        On<Max>(Reduction.Global("Max", "numpy.Max", "math.reduce_max"));
        On<Sum>(Reduction.Over("numpy.Sum", "math.reduce_sum"));
        On<Min>(Reduction.Over("numpy.Min", "math.reduce_min"));
        On<Prod>(Reduction.Over("numpy.Prod", "math.reduce_prod"));
        On<All>(Reduction.Over("numpy.All", "math.reduce_all"));
        On<Any>(Reduction.Over("numpy.Any", "math.reduce_any"));
        On<ArgMax>(Reduction.Index("numpy.Argmax", "math.argmax"));
        On<ArgMin>(Reduction.Index("numpy.Argmin", "math.argmin"));
        With<TopKV2>(Reduction.TopKV2);
        With<Cumsum>(Reduction.Cumsum);
        On<ResizeBilinear>(Resize.By("bilinear"));
        On<ResizeNearestNeighbor>(Resize.By("nearest"));
    }

    private void AddShapes()
    {
        With<GatherV2>(Indexing.GatherV2);
        With<ScatterNd>(Indexing.ScatterNd);
        With<Reshape>(Shapes.Reshape);
        With<ExpandDims>(Shapes.ExpandDims);
        With<Squeeze>(Shapes.Squeeze);
        With<Transpose>(Shapes.Transpose);
        With<ConcatV2>(Shapes.ConcatV2);
        With<Pack>(Shapes.Pack);
        With<Unpack>(Shapes.Unpack);
        With<Split>(Shapes.Split);
        With<SplitV>(Shapes.SplitV);
        With<StridedSlice>(Slicing.StridedSlice);
        With<Tile>(Shapes.Tile);
        With<BroadcastTo>(Shapes.BroadcastTo);
        With<ReverseV2>(Shapes.ReverseV2);
    }

    private LoweringTable AddKeras2()
    {
        Unary<Erfc>(null, "math.erfc");
        Unary<Lgamma>(null, "math.lgamma");
        Unary<Digamma>(null, "math.digamma");
        Binary<SquaredDifference>(null, "math.squared_difference");
        With<Graph.Ops.Range>(Creation.Range);
        With<Fill>(Creation.Fill);
        With<LRN>(Normalization.LRN);
        With<SpaceToDepth>(Shapes.SpaceToDepth);
        With<DepthToSpace>(Shapes.DepthToSpace);
        On<GatherNd>(Indexing.GatherNd);
        On<Where>(Indexing.Where);
        On<Shape>(Shapes.Shape);
        return this;
    }

    private void Unary<T>(string? keras3, string? keras2) where T : Op => On<T>(Elementwise.Plain(keras3, keras2));

    private void Binary<T>(string? keras3, string? keras2) where T : Op => On<T>(Elementwise.Plain(keras3, keras2, "y"));

    private void On<T>(Action<TfNode, KerasGraph> lower) where T : Op => _table.Add(typeof(T), lower);

    private void With<T>(Action<T, TfNode, KerasGraph> lower) where T : Op => _table.Add(typeof(T), (node, graph) => lower((T)node.Op, node, graph));
}
