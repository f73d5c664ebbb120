namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>What each operation of a GraphDef means in ours.</summary>
internal static class RaisingTable
{
    private static readonly Dictionary<string, Func<RaisingCall, TfTensor[]>> _table = Build();

    /// <summary>The results of a node.</summary>
    /// <exception cref="InvalidGraphDefException">The operation is not one we run.</exception>
    public static TfTensor[] Raise(RaisingCall call) => _table.TryGetValue(call.Op, out Func<RaisingCall, TfTensor[]>? raise)
        ? raise(call)
        : throw call.Unsupported("is no operation that is run here");

    private static Dictionary<string, Func<RaisingCall, TfTensor[]>> Build()
    {
        var table = new Dictionary<string, Func<RaisingCall, TfTensor[]>>
        {
            ["Unpack"] = Shapes.Unpack,
            ["Split"] = Shapes.Split,
            ["SplitV"] = Shapes.SplitV,
            ["TopKV2"] = Reduction.TopK,
        };

        // Activation
        Unary("Relu", tf.Relu);
        Unary("Relu6", tf.Relu6);
        Unary("Elu", static x => tf.Elu(x));
        Unary("Selu", tf.Selu);
        Unary("Softplus", tf.Softplus);
        Unary("Softsign", tf.Softsign);
        Unary("Softmax", static x => tf.Softmax(x));
        Unary("LogSoftmax", static x => tf.LogSoftmax(x));
        One("LeakyRelu", Activations.LeakyRelu);
        One("ClipByValue", Activations.ClipByValue);

        // Convolution
        One("Conv2D", Convolution.Conv2D);
        One("DepthwiseConv2dNative", Convolution.Depthwise);
        One("Conv3D", Convolution.Conv3D);
        One("Conv2DBackpropInput", Convolution.Conv2DBackpropInput);
        One("Conv3DBackpropInputV2", Convolution.Conv3DBackpropInput);
        One("_FusedConv2D", Fused.After(Convolution.Conv2D));
        One("FusedDepthwiseConv2dNative", Fused.After(Convolution.Depthwise));

        // Creation
        One("Fill", Creation.Fill);
        One("Range", Creation.Range);

        // Elementwise
        Unary("Identity", static x => x);
        Unary("StopGradient", static x => x);
        Unary("Abs", tf.Abs);
        Unary("Neg", tf.Neg);
        Unary("Sign", tf.Sign);
        Unary("Square", tf.Square);
        Unary("Ceil", tf.Ceil);
        Unary("Floor", tf.Floor);
        Unary("Rint", tf.Rint);
        Unary("Round", tf.Round);
        Unary("Exp", tf.Exp);
        Unary("Expm1", tf.Expm1);
        Unary("Log", tf.Log);
        Unary("Log1p", tf.Log1p);
        Unary("Sin", tf.Sin);
        Unary("Cos", tf.Cos);
        Unary("Tan", tf.Tan);
        Unary("Sinh", tf.Sinh);
        Unary("Cosh", tf.Cosh);
        Unary("Tanh", tf.Tanh);
        Unary("Asin", tf.Asin);
        Unary("Acos", tf.Acos);
        Unary("Atan", tf.Atan);
        Unary("Asinh", tf.Asinh);
        Unary("Acosh", tf.Acosh);
        Unary("Atanh", tf.Atanh);
        Unary("Sigmoid", tf.Sigmoid);
        Unary("Erf", tf.Erf);
        Unary("Erfc", tf.Erfc);
        Unary("Sqrt", tf.Sqrt);
        Unary("Rsqrt", tf.Rsqrt);
        Unary("Reciprocal", tf.Reciprocal);
        Unary("Lgamma", tf.Lgamma);
        Unary("Digamma", tf.Digamma);
        Unary("IsNan", tf.IsNan);
        Unary("IsInf", tf.IsInf);
        Unary("IsFinite", tf.IsFinite);
        Unary("LogicalNot", tf.LogicalNot);
        Unary("Invert", tf.Invert);
        Binary("Add", static (x, y) => tf.AddV2(x, y));
        Binary("AddV2", static (x, y) => tf.AddV2(x, y));
        Binary("Sub", static (x, y) => tf.Sub(x, y));
        Binary("Mul", static (x, y) => tf.Mul(x, y));
        Binary("RealDiv", static (x, y) => tf.RealDiv(x, y));
        Binary("TruncateDiv", static (x, y) => tf.RealDiv(x, y));
        Binary("Maximum", static (x, y) => tf.Maximum(x, y));
        Binary("Minimum", static (x, y) => tf.Minimum(x, y));
        Binary("Pow", static (x, y) => tf.Pow(x, y));
        Binary("FloorDiv", static (x, y) => tf.FloorDiv(x, y));
        Binary("FloorMod", static (x, y) => tf.FloorMod(x, y));
        Binary("TruncateMod", static (x, y) => tf.TruncateMod(x, y));
        Binary("SquaredDifference", static (x, y) => tf.SquaredDifference(x, y));
        Binary("Atan2", static (x, y) => tf.Atan2(x, y));
        Binary("LogicalAnd", static (x, y) => tf.LogicalAnd(x, y));
        Binary("LogicalOr", static (x, y) => tf.LogicalOr(x, y));
        Binary("Equal", static (x, y) => tf.Equal(x, y));
        Binary("NotEqual", static (x, y) => tf.NotEqual(x, y));
        Binary("Less", static (x, y) => tf.Less(x, y));
        Binary("LessEqual", static (x, y) => tf.LessEqual(x, y));
        Binary("Greater", static (x, y) => tf.Greater(x, y));
        Binary("GreaterEqual", static (x, y) => tf.GreaterEqual(x, y));
        Binary("BitwiseAnd", static (x, y) => tf.BitwiseAnd(x, y));
        Binary("BitwiseOr", static (x, y) => tf.BitwiseOr(x, y));
        Binary("BitwiseXor", static (x, y) => tf.BitwiseXor(x, y));
        Binary("LeftShift", static (x, y) => tf.LeftShift(x, y));
        Binary("RightShift", static (x, y) => tf.RightShift(x, y));
        One("SelectV2", static call => tf.SelectV2(call[0], call[1], call[2]));
        One("Cast", static call => tf.Cast(call[0], call.Type("DstT")));

        // Indexing
        One("GatherV2", Indexing.GatherV2);
        One("GatherNd", static call => tf.GatherNd(call[0], call[1]));
        One("ScatterNd", Indexing.ScatterNd);
        One("TensorScatterUpdate", Indexing.TensorScatterUpdate);
        One("OneHot", Indexing.OneHot);
        One("Where", Indexing.Where);

        // Linear
        One("MatMul", Linear.MatMul);
        One("_FusedMatMul", Fused.After(Linear.MatMul));
        One("BatchMatMulV2", Linear.BatchMatMul);
        One("BiasAdd", Linear.BiasAdd);

        // Normalization
        One("LRN", Normalization.LRN);
        One("FusedBatchNormV3", Normalization.FusedBatchNorm);

        // Padding
        One("Pad", Paddings.Pad);
        One("PadV2", Paddings.PadV2);
        One("MirrorPad", Paddings.MirrorPad);

        // Pooling
        One("MaxPool", Pooling.Over(2, tf.MaxPool));
        One("AvgPool", Pooling.Over(2, tf.AvgPool));
        One("MaxPool3D", Pooling.Over(3, tf.MaxPool3D));
        One("AvgPool3D", Pooling.Over(3, tf.AvgPool3D));

        // Reduction
        One("Mean", Reduction.Over(tf.Mean));
        One("Sum", Reduction.Over(tf.Sum));
        One("Max", Reduction.Over(tf.Max));
        One("Min", Reduction.Over(tf.Min));
        One("Prod", Reduction.Over(tf.Prod));
        One("All", Reduction.Over(tf.All));
        One("Any", Reduction.Over(tf.Any));
        One("ArgMax", Reduction.ArgMax);
        One("ArgMin", Reduction.ArgMin);
        One("Cumsum", Reduction.Cumsum);

        // Resize
        One("ResizeBilinear", Resize.Bilinear);
        One("ResizeNearestNeighbor", Resize.NearestNeighbor);

        // Shape
        One("Reshape", Shapes.Reshape);
        One("ExpandDims", Shapes.ExpandDims);
        One("Squeeze", Shapes.Squeeze);
        One("Transpose", Shapes.Transpose);
        One("ConcatV2", Shapes.ConcatV2);
        One("Pack", Shapes.Pack);
        One("Slice", Shapes.Slice);
        One("StridedSlice", Shapes.StridedSlice);
        One("Tile", Shapes.Tile);
        One("BroadcastTo", Shapes.BroadcastTo);
        One("ReverseV2", Shapes.Reverse);
        One("SpaceToDepth", Shapes.SpaceToDepth);
        One("DepthToSpace", Shapes.DepthToSpace);
        One("Shape", Shapes.Shape);
        One("Rank", Shapes.Rank);
        return table;

        void One(string op, Func<RaisingCall, TfTensor> raise) => table.Add(op, call => [raise(call)]);
        void Unary(string op, Func<TfTensor, TfTensor> function) => table.Add(op, call => [function(call[0])]);
        void Binary(string op, Func<TfTensor, TfTensor, TfTensor> function) => table.Add(op, call => [function(call[0], call[1])]);
    }
}
