using static Nobuco.TensorFlow.Targets.TFLite.Schema.BuiltinOperator;

namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>What each builtin operator means in TensorFlow's operations.</summary>
internal static class RaisingTable
{
    private static readonly Dictionary<Schema.BuiltinOperator, Func<RaisingCall, TfTensor[]>> _table = Build();

    /// <summary>The results of an operator.</summary>
    /// <exception cref="InvalidTFLiteException">The operator is not one we run.</exception>
    public static TfTensor[] Raise(RaisingCall call) => _table.TryGetValue(call.Code, out Func<RaisingCall, TfTensor[]>? raise)
        ? raise(call)
        : throw new InvalidTFLiteException(TFLiteFault.Unsupported, $"The operator {call.Code} cannot be run.");

    private static Dictionary<Schema.BuiltinOperator, Func<RaisingCall, TfTensor[]>> Build()
    {
        var table = new Dictionary<Schema.BuiltinOperator, Func<RaisingCall, TfTensor[]>>
        {
            [UNPACK] = Shapes.Unpack,
            [SPLIT] = Shapes.Split,
            [SPLIT_V] = Shapes.SplitV,
            [TOPK_V2] = Reduction.TopK,
        };

        // Activation
        Unary(RELU, tf.Relu);
        Unary(RELU6, tf.Relu6);
        Unary(RELU_N1_TO_1, tf.ReluN1To1);
        Unary(RELU_0_TO_1, static x => tf.ClipByValue(x, 0, 1));
        Unary(ELU, static x => tf.Elu(x));
        Unary(HARD_SWISH, tf.HardSwish);
        Unary(LOG_SOFTMAX, static x => tf.LogSoftmax(x));
        Binary(PRELU, tf.PRelu);
        One(LEAKY_RELU, static call => tf.LeakyRelu(call[0], call.Options.Float("alpha")));
        One(GELU, static call => tf.Gelu(call[0], call.Options.Flag("approximate")));
        One(SOFTMAX, static call => tf.Softmax(call.Options.Float("beta") == 1 ? call[0] : call[0] * call.Options.Float("beta")));

        // Convolution
        One(CONV_2D, Convolution.Conv2D);
        One(DEPTHWISE_CONV_2D, Convolution.DepthwiseConv2D);
        One(TRANSPOSE_CONV, Convolution.TransposeConv);
        One(CONV_3D, Convolution.Conv3D);
        One(CONV_3D_TRANSPOSE, Convolution.Conv3DTranspose);

        // Creation
        One(FILL, Creation.Fill);
        One(RANGE, Creation.Range);

        // Elementwise
        Unary(ABS, tf.Abs);
        Unary(NEG, tf.Neg);
        Unary(SIGN, tf.Sign);
        Unary(SQUARE, tf.Square);
        Unary(CEIL, tf.Ceil);
        Unary(FLOOR, tf.Floor);
        Unary(ROUND, tf.Round);
        Unary(EXP, tf.Exp);
        Unary(LOG, tf.Log);
        Unary(SIN, tf.Sin);
        Unary(COS, tf.Cos);
        Unary(TANH, tf.Tanh);
        Unary(LOGISTIC, tf.Sigmoid);
        Unary(SQRT, tf.Sqrt);
        Unary(RSQRT, tf.Rsqrt);
        Unary(LOGICAL_NOT, tf.LogicalNot);
        One(ADD, Elementwise.Arithmetic(static (x, y) => x + y));
        One(SUB, Elementwise.Arithmetic(static (x, y) => x - y));
        One(MUL, Elementwise.Arithmetic(static (x, y) => x * y));
        One(DIV, Elementwise.Arithmetic(static (x, y) => x / y));
        Binary(MAXIMUM, static (x, y) => tf.Maximum(x, y));
        Binary(MINIMUM, static (x, y) => tf.Minimum(x, y));
        Binary(POW, static (x, y) => tf.Pow(x, y));
        Binary(FLOOR_DIV, static (x, y) => tf.FloorDiv(x, y));
        Binary(FLOOR_MOD, static (x, y) => tf.FloorMod(x, y));
        Binary(SQUARED_DIFFERENCE, static (x, y) => tf.SquaredDifference(x, y));
        Binary(ATAN2, static (x, y) => tf.Atan2(x, y));
        Binary(LOGICAL_AND, static (x, y) => tf.LogicalAnd(x, y));
        Binary(LOGICAL_OR, static (x, y) => tf.LogicalOr(x, y));
        Binary(EQUAL, static (x, y) => tf.Equal(x, y));
        Binary(NOT_EQUAL, static (x, y) => tf.NotEqual(x, y));
        Binary(LESS, static (x, y) => tf.Less(x, y));
        Binary(LESS_EQUAL, static (x, y) => tf.LessEqual(x, y));
        Binary(GREATER, static (x, y) => tf.Greater(x, y));
        Binary(GREATER_EQUAL, static (x, y) => tf.GreaterEqual(x, y));
        Binary(BITWISE_XOR, static (x, y) => tf.BitwiseXor(x, y));
        Binary(RIGHT_SHIFT, static (x, y) => tf.RightShift(x, y));
        One(CAST, Elementwise.Cast);
        One(DEQUANTIZE, Elementwise.Cast);
        One(SELECT, Elementwise.Select);
        One(SELECT_V2, static call => tf.SelectV2(call[0], call[1], call[2]));
        One(ADD_N, Elementwise.AddN);
        One(ZEROS_LIKE, Elementwise.ZerosLike);

        // Indexing
        One(GATHER, Indexing.Gather);
        Binary(GATHER_ND, tf.GatherNd);
        One(EMBEDDING_LOOKUP, Indexing.EmbeddingLookup);
        One(SCATTER_ND, Indexing.ScatterNd);
        One(STABLEHLO_SCATTER, Indexing.StablehloScatter);
        One(ONE_HOT, Indexing.OneHot);
        One(WHERE, Indexing.Where);

        // Linear
        One(FULLY_CONNECTED, Linear.FullyConnected);
        One(BATCH_MATMUL, Linear.BatchMatMul);

        // Normalization
        One(L2_NORMALIZATION, Normalization.L2Normalization);
        One(LOCAL_RESPONSE_NORMALIZATION, Normalization.LocalResponseNormalization);

        // Padding
        One(PAD, Paddings.Pad);
        One(PADV2, Paddings.PadV2);
        One(MIRROR_PAD, Paddings.MirrorPad);
        One(STABLEHLO_PAD, Paddings.StablehloPad);

        // Pooling
        One(MAX_POOL_2D, Pooling.MaxPool);
        One(AVERAGE_POOL_2D, Pooling.AveragePool);
        One(STABLEHLO_REDUCE_WINDOW, Pooling.ReduceWindow);

        // Reduction
        One(MEAN, Reduction.Over(tf.Mean));
        One(SUM, Reduction.Over(tf.Sum));
        One(REDUCE_MAX, Reduction.Over(tf.Max));
        One(REDUCE_MIN, Reduction.Over(tf.Min));
        One(REDUCE_PROD, Reduction.Over(tf.Prod));
        One(REDUCE_ALL, Reduction.Over(tf.All));
        One(REDUCE_ANY, Reduction.Over(tf.Any));
        One(ARG_MAX, Reduction.ArgMax);
        One(ARG_MIN, Reduction.ArgMin);
        One(CUMSUM, Reduction.Cumsum);

        // Resize
        One(RESIZE_BILINEAR, Resize.Bilinear);
        One(RESIZE_NEAREST_NEIGHBOR, Resize.NearestNeighbor);

        // Shape
        One(RESHAPE, Shapes.Reshape);
        One(TRANSPOSE, Shapes.Transpose);
        One(EXPAND_DIMS, Shapes.ExpandDims);
        One(SQUEEZE, Shapes.Squeeze);
        One(CONCATENATION, Shapes.Concatenation);
        One(PACK, Shapes.Pack);
        One(SLICE, Shapes.Slice);
        One(STRIDED_SLICE, Shapes.StridedSlice);
        One(TILE, Shapes.Tile);
        One(BROADCAST_TO, Shapes.BroadcastTo);
        One(REVERSE_V2, Shapes.Reverse);
        One(SPACE_TO_DEPTH, Shapes.SpaceToDepth);
        One(DEPTH_TO_SPACE, Shapes.DepthToSpace);
        One(SHAPE, Shapes.Shape);
        One(RANK, Shapes.Rank);
        return table;

        void One(Schema.BuiltinOperator code, Func<RaisingCall, TfTensor> raise) => table.Add(code, call => [raise(call)]);
        void Unary(Schema.BuiltinOperator code, Func<TfTensor, TfTensor> function) => table.Add(code, call => [function(call[0])]);
        void Binary(Schema.BuiltinOperator code, Func<TfTensor, TfTensor, TfTensor> function) => table.Add(code, call => [function(call[0], call[1])]);
    }
}
