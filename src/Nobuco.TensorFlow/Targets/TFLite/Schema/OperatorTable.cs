using System.Globalization;

namespace Nobuco.TensorFlow.Targets.TFLite.Schema;

/// <summary>
/// What is known of each builtin operator: its option table (or "-") and, for every version of it, the TensorFlow Lite release that first ran it.
/// One line an operator, in the order of their codes.
/// </summary>
internal static class OperatorTable
{
    private static readonly string[] _lines = Text.Split('\n');

    /// <summary>The option table of an operator, or null when it has none.</summary>
    public static OptionTable? Options(BuiltinOperator code)
    {
        string name = Entry(code)[1];
        return name == "-" ? null : OptionTables.Named(name);
    }

    /// <summary>The first release with this version of the operator.</summary>
    /// <exception cref="ArgumentException">No release has it.</exception>
    public static Version MinimumRuntime(BuiltinOperator code, int version)
    {
        string prefix = version.ToString(CultureInfo.InvariantCulture) + ":";
        string entry = Entry(code).Skip(2).FirstOrDefault(v => v.StartsWith(prefix, StringComparison.Ordinal))
            ?? throw new ArgumentException($"No runtime has version {version} of {code}.", nameof(version));
        return Version.Parse(entry.AsSpan(prefix.Length));
    }

    /// <summary>
    /// Whether a runtime has this version of the operator. Builds of 2.9 that are in use (npm's tfjs-tflite-node is one) were made before grouped CONV_2D, version 6, got into that release.
    /// </summary>
    public static bool IsIn(Version runtime, BuiltinOperator code, int version) =>
        (code, version) is (BuiltinOperator.CONV_2D, 6) ? runtime >= new Version(2, 10, 0) : runtime >= MinimumRuntime(code, version);

    private static string[] Entry(BuiltinOperator code) => _lines[(int)code].Split(' ');

    private const string Text = """
        ADD AddOptions 1:1.5.0 2:1.14.0 3:2.4.0 4:2.6.0 5:2.13.0 6:2.23.0
        AVERAGE_POOL_2D Pool2DOptions 1:1.5.0 2:1.14.0 3:2.3.0
        CONCATENATION ConcatenationOptions 1:1.5.0 2:1.14.0 3:2.3.0 4:2.14.0 5:2.21.0 6:2.23.0 7:2.23.0
        CONV_2D Conv2DOptions 1:1.5.0 2:1.14.0 3:1.14.0 4:2.3.0 5:2.4.0 6:2.9.0 7:2.11.0 8:2.15.0
        DEPTHWISE_CONV_2D DepthwiseConv2DOptions 1:1.5.0 2:1.12.0 3:1.14.0 4:2.2.0 5:2.3.0 6:2.3.0 7:2.11.0
        DEPTH_TO_SPACE DepthToSpaceOptions 1:2.1.0 2:2.5.0
        DEQUANTIZE DequantizeOptions 1:1.13.1 2:1.14.0 3:1.15.0 4:2.2.0 5:2.7.0 6:2.18.0 7:2.21.0 8:2.22.0 9:2.23.0
        EMBEDDING_LOOKUP - 1:1.13.0 2:1.14.0 3:1.14.0 4:2.18.0 5:2.21.0
        FLOOR - 1:1.9.0
        FULLY_CONNECTED FullyConnectedOptions 1:1.5.0 2:1.10.0 3:1.14.0 4:1.14.0 5:2.0.0 6:2.1.0 7:2.3.0 8:2.3.0 9:2.3.0 10:2.11.0 11:2.15.0 12:2.17.0 13:2.18.0 14:2.21.0
        HASHTABLE_LOOKUP - 1:1.5.0
        L2_NORMALIZATION L2NormOptions 1:1.5.0 2:1.14.0
        L2_POOL_2D Pool2DOptions 1:1.5.0
        LOCAL_RESPONSE_NORMALIZATION LocalResponseNormalizationOptions 1:1.5.0
        LOGISTIC - 1:1.14.0 2:1.14.0 3:2.3.0
        LSH_PROJECTION LSHProjectionOptions 1:1.5.0
        LSTM LSTMOptions 1:1.7.0 2:1.10.0 3:1.14.0 4:2.3.0
        MAX_POOL_2D Pool2DOptions 1:1.5.0 2:1.14.0 3:2.3.0
        MUL MulOptions 1:1.5.0 2:1.14.0 3:1.15.0 4:2.3.0 5:2.6.0 6:2.11.0 7:2.13.0 8:2.23.0
        RELU - 1:1.5.0 2:2.1.0 3:2.5.0
        RELU_N1_TO_1 - 1:1.5.0
        RELU6 - 1:1.5.0 2:1.14.0 3:2.5.0
        RESHAPE ReshapeOptions 1:1.5.0
        RESIZE_BILINEAR ResizeBilinearOptions 1:1.7.0 2:1.14.0 3:2.2.0 4:2.5.0
        RNN RNNOptions 1:1.5.0 2:1.14.0 3:2.3.0
        SOFTMAX SoftmaxOptions 1:1.5.0 2:1.14.0 3:2.3.0 4:2.23.0
        SPACE_TO_DEPTH SpaceToDepthOptions 1:1.5.0 2:1.14.0
        SVDF SVDFOptions 1:1.5.0 2:1.14.0 3:2.2.0 4:2.3.0
        TANH - 1:1.14.0 2:1.14.0 3:2.3.0
        CONCAT_EMBEDDINGS ConcatEmbeddingsOptions
        SKIP_GRAM SkipGramOptions 1:1.5.0
        CALL CallOptions
        CUSTOM -
        EMBEDDING_LOOKUP_SPARSE EmbeddingLookupSparseOptions 1:1.5.0
        PAD PadOptions 1:1.5.0 2:1.14.0 3:2.4.0 4:2.6.0 5:2.20.0 6:2.23.0
        UNIDIRECTIONAL_SEQUENCE_RNN SequenceRNNOptions 1:1.14.0 2:1.14.0 3:2.3.0
        GATHER GatherOptions 1:1.6.0 2:1.14.0 3:1.15.0 4:2.4.0 5:2.5.0 6:2.13.0 7:2.15.0 8:2.23.0
        BATCH_TO_SPACE_ND BatchToSpaceNDOptions 1:1.6.0 2:1.14.0 3:2.3.0 4:2.12.0
        SPACE_TO_BATCH_ND SpaceToBatchNDOptions 1:1.6.0 2:1.14.0 3:2.3.0 4:2.12.0
        TRANSPOSE TransposeOptions 1:1.6.0 2:1.14.0 3:1.15.0 4:2.3.0 5:2.4.0 6:2.12.0 7:2.14.4 8:2.22.0 9:2.23.0
        MEAN ReducerOptions 1:1.6.0 2:1.14.0 3:2.4.0
        SUB SubOptions 1:1.6.0 2:1.14.0 3:2.3.0 4:2.4.0 5:2.4.0
        DIV DivOptions 1:1.6.0 2:2.3.0
        SQUEEZE SqueezeOptions 1:1.6.0 2:2.5.0
        UNIDIRECTIONAL_SEQUENCE_LSTM UnidirectionalSequenceLSTMOptions 1:1.13.1 2:1.14.0 3:2.3.0 4:2.12.0
        STRIDED_SLICE StridedSliceOptions 1:1.6.0 2:1.14.0 3:2.1.0 4:2.2.0 5:2.5.0 6:2.6.0 7:2.14.0 8:2.14.0
        BIDIRECTIONAL_SEQUENCE_RNN BidirectionalSequenceRNNOptions 1:1.14.0 2:1.14.0 3:2.3.0
        EXP ExpOptions 1:1.7.0 2:2.12.0
        TOPK_V2 TopKV2Options 1:1.7.0 2:1.14.0 3:2.13.0
        SPLIT SplitOptions 1:1.5.0 2:1.14.0 3:1.14.0 4:2.3.0 5:2.23.0
        LOG_SOFTMAX LogSoftmaxOptions 1:1.14.0 2:1.14.0
        DELEGATE -
        BIDIRECTIONAL_SEQUENCE_LSTM BidirectionalSequenceLSTMOptions 1:1.14.0 2:1.14.0 3:1.14.0
        CAST CastOptions 1:1.5.0 2:2.7.0 3:2.8.0 4:2.9.0 5:2.12.0 6:2.15.0 7:2.17.0 8:2.21.0 9:2.23.0
        PRELU - 1:1.8.0
        MAXIMUM MaximumMinimumOptions 1:1.14.0 2:1.14.0 3:2.3.0 4:2.3.0
        ARG_MAX ArgMaxOptions 1:1.9.0 2:1.14.0 3:2.9.0
        MINIMUM MaximumMinimumOptions 1:1.14.0 2:1.14.0 3:2.3.0 4:2.3.0
        LESS LessOptions 1:1.14.0 2:1.14.0 3:2.13.0
        NEG NegOptions 1:1.9.0
        PADV2 PadV2Options 1:1.9.0 2:1.14.0 3:2.4.0 4:2.6.0 5:2.20.0 6:2.23.0
        GREATER GreaterOptions 1:1.14.0 2:1.14.0
        GREATER_EQUAL GreaterEqualOptions 1:1.14.0 2:1.14.0 3:2.13.0
        LESS_EQUAL LessEqualOptions 1:1.14.0 2:1.14.0
        SELECT SelectOptions 1:1.14.0 2:1.14.0 3:2.12.0 4:2.12.0
        SLICE SliceOptions 1:1.14.0 2:1.14.0 3:1.14.0 4:2.4.0 5:2.5.0 6:2.14.0 7:2.21.0 8:2.23.0
        SIN - 1:1.9.0 2:2.23.0
        TRANSPOSE_CONV TransposeConvOptions 1:1.9.0 2:2.2.0 3:2.3.0 4:2.13.0 5:2.15.0
        SPARSE_TO_DENSE SparseToDenseOptions 1:1.9.0 2:1.14.0 3:1.15.0
        TILE TileOptions 1:1.10.1 2:2.2.0 3:2.8.0
        EXPAND_DIMS ExpandDimsOptions 1:1.10.0
        EQUAL EqualOptions 1:1.14.0 2:1.14.0 3:2.3.0 4:2.13.0 5:2.21.0
        NOT_EQUAL NotEqualOptions 1:1.14.0 2:1.14.0 3:2.3.0 4:2.21.0
        LOG - 1:1.14.0 2:2.15.0
        SUM ReducerOptions 1:1.10.0 2:1.15.0
        SQRT - 1:1.10.0 2:2.21.0
        RSQRT - 1:1.10.0 2:2.5.0 3:2.15.0
        SHAPE ShapeOptions 1:1.10.0
        POW PowOptions 1:1.10.0
        ARG_MIN ArgMinOptions 1:1.9.0 2:1.14.0 3:2.9.0
        FAKE_QUANT FakeQuantOptions 1:1.5.0 2:1.10.0
        REDUCE_PROD ReducerOptions 1:1.11.0 2:2.6.0
        REDUCE_MAX ReducerOptions 1:1.11.0 2:1.14.0 3:2.5.0
        PACK PackOptions 1:1.11.0 2:1.14.0 3:2.3.0 4:2.13.0 5:2.23.0
        LOGICAL_OR LogicalOrOptions 1:1.11.0
        ONE_HOT OneHotOptions 1:1.11.0
        LOGICAL_AND LogicalAndOptions 1:1.11.0
        LOGICAL_NOT LogicalNotOptions 1:1.11.0
        UNPACK UnpackOptions 1:1.11.0 2:1.14.0 3:2.2.0 4:2.3.0 5:2.22.0 6:2.23.0
        REDUCE_MIN ReducerOptions 1:1.11.0 2:1.14.0 3:2.5.0
        FLOOR_DIV FloorDivOptions 1:1.14.0 2:1.14.0 3:2.13.0
        REDUCE_ANY ReducerOptions 1:1.11.0
        SQUARE SquareOptions 1:1.12.0
        ZEROS_LIKE ZerosLikeOptions 1:1.12.0
        FILL FillOptions 1:1.13.0 2:2.3.0 3:2.5.0 4:2.12.0 5:2.23.0
        FLOOR_MOD FloorModOptions 1:1.13.0 2:2.13.0
        RANGE RangeOptions 1:1.13.0 2:2.14.0
        RESIZE_NEAREST_NEIGHBOR ResizeNearestNeighborOptions 1:1.13.1 2:1.14.0 3:2.3.0 4:2.4.0
        LEAKY_RELU LeakyReluOptions 1:1.13.1 2:2.3.0
        SQUARED_DIFFERENCE SquaredDifferenceOptions 1:1.13.1 2:2.5.0
        MIRROR_PAD MirrorPadOptions 1:1.13.1 2:2.3.0 3:2.12.0
        ABS AbsOptions 1:1.13.0 2:2.4.0 3:2.5.0 4:2.6.0 5:2.12.0
        SPLIT_V SplitVOptions 1:1.13.1 2:2.3.0 3:2.23.0
        UNIQUE UniqueOptions 1:1.14.0
        CEIL - 1:1.14.0
        REVERSE_V2 ReverseV2Options 1:1.14.0 2:2.2.0 3:2.5.0 4:2.23.0
        ADD_N AddNOptions 1:1.14.0
        GATHER_ND GatherNdOptions 1:1.14.0 2:2.3.0 3:2.5.0 4:2.13.0 5:2.16.0 6:2.23.0
        COS CosOptions 1:1.14.0 2:2.23.0
        WHERE WhereOptions 1:1.14.0 2:2.8.0
        RANK RankOptions 1:1.14.0
        ELU - 1:1.14.0
        REVERSE_SEQUENCE ReverseSequenceOptions 1:1.14.0
        MATRIX_DIAG MatrixDiagOptions 1:1.14.0
        QUANTIZE QuantizeOptions 1:1.14.0 2:1.15.0 3:2.7.0 4:2.21.0 5:2.21.0 6:2.21.0
        MATRIX_SET_DIAG MatrixSetDiagOptions 1:1.14.0
        ROUND - 1:1.14.0
        HARD_SWISH HardSwishOptions 1:1.15.0
        IF IfOptions 1:1.15.0
        WHILE WhileOptions 1:1.15.0
        NON_MAX_SUPPRESSION_V4 NonMaxSuppressionV4Options 1:2.1.0
        NON_MAX_SUPPRESSION_V5 NonMaxSuppressionV5Options 1:2.1.0
        SCATTER_ND ScatterNdOptions 1:2.1.0
        SELECT_V2 SelectV2Options 1:2.2.0 2:2.12.0
        DENSIFY DensifyOptions 1:2.2.0
        SEGMENT_SUM SegmentSumOptions 1:2.2.0
        BATCH_MATMUL BatchMatMulOptions 1:2.3.0 2:2.3.0 3:2.4.0 4:2.5.0
        PLACEHOLDER_FOR_GREATER_OP_CODES -
        CUMSUM CumsumOptions 1:2.4.0
        CALL_ONCE CallOnceOptions 1:2.5.0
        BROADCAST_TO BroadcastToOptions 2:2.5.0 3:2.5.0 4:2.23.0
        RFFT2D Rfft2dOptions 1:2.5.0
        CONV_3D Conv3DOptions 1:2.5.0
        IMAG - 1:2.5.0
        REAL - 1:2.5.0
        COMPLEX_ABS - 1:2.5.0
        HASHTABLE HashtableOptions 1:2.5.0
        HASHTABLE_FIND HashtableFindOptions 1:2.5.0
        HASHTABLE_IMPORT HashtableImportOptions 1:2.5.0
        HASHTABLE_SIZE HashtableSizeOptions 1:2.5.0
        REDUCE_ALL ReducerOptions 1:2.6.0
        CONV_3D_TRANSPOSE Conv3DOptions 1:2.6.0
        VAR_HANDLE VarHandleOptions 1:2.6.0
        READ_VARIABLE ReadVariableOptions 1:2.6.0
        ASSIGN_VARIABLE AssignVariableOptions 1:2.6.0
        BROADCAST_ARGS - 1:2.6.0
        RANDOM_STANDARD_NORMAL RandomOptions 1:2.8.0
        BUCKETIZE BucketizeOptions 1:2.8.0
        RANDOM_UNIFORM RandomOptions 1:2.8.0
        MULTINOMIAL RandomOptions 1:2.8.0
        GELU GeluOptions 1:2.9.0 2:2.9.0 3:2.23.0
        DYNAMIC_UPDATE_SLICE DynamicUpdateSliceOptions 1:2.9.0 2:2.17.0 3:2.19.0 4:2.20.0 5:2.21.0 6:2.22.0
        RELU_0_TO_1 - 1:2.10.0
        UNSORTED_SEGMENT_PROD UnsortedSegmentProdOptions 1:2.10.0
        UNSORTED_SEGMENT_MAX UnsortedSegmentMaxOptions 1:2.10.0
        UNSORTED_SEGMENT_SUM UnsortedSegmentSumOptions 1:2.10.0
        ATAN2 ATan2Options 1:2.10.0
        UNSORTED_SEGMENT_MIN UnsortedSegmentMinOptions 1:2.11.0
        SIGN SignOptions 1:2.11.0 2:2.12.0
        BITCAST BitcastOptions 1:2.13.0
        BITWISE_XOR BitwiseXorOptions 1:2.13.0
        RIGHT_SHIFT RightShiftOptions 1:2.13.0
        STABLEHLO_LOGISTIC -
        STABLEHLO_ADD - 1:2.16.0
        STABLEHLO_DIVIDE -
        STABLEHLO_MULTIPLY - 1:2.16.0
        STABLEHLO_MAXIMUM - 1:2.16.0
        STABLEHLO_RESHAPE -
        STABLEHLO_CLAMP -
        STABLEHLO_CONCATENATE StablehloConcatenateOptions
        STABLEHLO_BROADCAST_IN_DIM StablehloBroadcastInDimOptions
        STABLEHLO_CONVOLUTION StablehloConvolutionOptions
        STABLEHLO_SLICE StablehloSliceOptions
        STABLEHLO_CUSTOM_CALL StablehloCustomCallOptions
        STABLEHLO_REDUCE StablehloReduceOptions
        STABLEHLO_ABS -
        STABLEHLO_AND - 1:2.17.0
        STABLEHLO_COSINE -
        STABLEHLO_EXPONENTIAL -
        STABLEHLO_FLOOR -
        STABLEHLO_LOG -
        STABLEHLO_MINIMUM - 1:2.16.0
        STABLEHLO_NEGATE -
        STABLEHLO_OR -
        STABLEHLO_POWER -
        STABLEHLO_REMAINDER -
        STABLEHLO_RSQRT -
        STABLEHLO_SELECT -
        STABLEHLO_SUBTRACT -
        STABLEHLO_TANH -
        STABLEHLO_SCATTER StablehloScatterOptions 1:2.15.0
        STABLEHLO_COMPARE StablehloCompareOptions
        STABLEHLO_CONVERT -
        STABLEHLO_DYNAMIC_SLICE StablehloDynamicSliceOptions
        STABLEHLO_DYNAMIC_UPDATE_SLICE -
        STABLEHLO_PAD StablehloPadOptions 1:2.16.0
        STABLEHLO_IOTA StablehloIotaOptions
        STABLEHLO_DOT_GENERAL StablehloDotGeneralOptions
        STABLEHLO_REDUCE_WINDOW StablehloReduceWindowOptions 1:2.16.0
        STABLEHLO_SORT StablehloSortOptions
        STABLEHLO_WHILE StablehloWhileOptions
        STABLEHLO_GATHER StablehloGatherOptions 1:2.16.0
        STABLEHLO_TRANSPOSE StablehloTransposeOptions
        DILATE DilateOptions 1:2.15.0
        STABLEHLO_RNG_BIT_GENERATOR StablehloRngBitGeneratorOptions 1:2.15.0
        REDUCE_WINDOW ReduceWindowOptions 1:2.15.0
        STABLEHLO_COMPOSITE StableHLOCompositeOptions 1:2.17.0
        STABLEHLO_SHIFT_LEFT StablehloShiftLeftOptions 1:2.17.0
        STABLEHLO_CBRT - 1:2.17.0
        STABLEHLO_CASE StablehloCaseOptions 1:2.17.0
        """;
}
