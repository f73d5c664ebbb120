namespace Nobuco.TensorFlow.Targets.TFLite.Schema;

/// <summary>The two unions of option tables, described: one line a table, in the order of their union ids, which start at 1.</summary>
internal static class OptionTables
{
    private static readonly OptionTable[] _first = Parse(First, second: false);

    private static readonly OptionTable[] _second = Parse(Second, second: true);

    private static readonly Dictionary<string, OptionTable> _byName = _first.Concat(_second).ToDictionary(t => t.Name);

    /// <summary>The table called <paramref name="name"/>.</summary>
    public static OptionTable Named(string name) => _byName[name];

    /// <summary>The member of a union, or null when this schema does not have it.</summary>
    public static OptionTable? Find(int unionId, bool second)
    {
        OptionTable[] union = second ? _second : _first;
        return unionId >= 1 && unionId <= union.Length ? union[unionId - 1] : null;
    }

    private static OptionTable[] Parse(string text, bool second) =>
        [.. text.Split('\n').Select((line, index) => OptionTable.Parse(line, index + 1, second))];

    private const string First = """
        Conv2DOptions padding:byte stride_w:int stride_h:int fused_activation_function:byte dilation_w_factor:int=1 dilation_h_factor:int=1 quantized_bias_type:byte
        DepthwiseConv2DOptions padding:byte stride_w:int stride_h:int depth_multiplier:int fused_activation_function:byte dilation_w_factor:int=1 dilation_h_factor:int=1
        ConcatEmbeddingsOptions num_channels:int num_columns_per_channel:[int] embedding_dim_per_channel:[int]
        LSHProjectionOptions type:byte
        Pool2DOptions padding:byte stride_w:int stride_h:int filter_width:int filter_height:int fused_activation_function:byte
        SVDFOptions rank:int fused_activation_function:byte asymmetric_quantize_inputs:bool
        RNNOptions fused_activation_function:byte asymmetric_quantize_inputs:bool
        FullyConnectedOptions fused_activation_function:byte weights_format:byte keep_num_dims:bool asymmetric_quantize_inputs:bool quantized_bias_type:byte
        SoftmaxOptions beta:float
        ConcatenationOptions axis:int fused_activation_function:byte
        AddOptions fused_activation_function:byte pot_scale_int16:bool=1
        L2NormOptions fused_activation_function:byte
        LocalResponseNormalizationOptions radius:int bias:float alpha:float beta:float
        LSTMOptions fused_activation_function:byte cell_clip:float proj_clip:float kernel_type:byte asymmetric_quantize_inputs:bool
        ResizeBilinearOptions new_height:int new_width:int align_corners:bool half_pixel_centers:bool
        CallOptions subgraph:uint
        ReshapeOptions new_shape:[int]
        SkipGramOptions ngram_size:int max_skip_size:int include_all_ngrams:bool
        SpaceToDepthOptions block_size:int
        EmbeddingLookupSparseOptions combiner:byte
        MulOptions fused_activation_function:byte
        PadOptions
        GatherOptions axis:int batch_dims:int
        BatchToSpaceNDOptions
        SpaceToBatchNDOptions
        TransposeOptions
        ReducerOptions keep_dims:bool
        SubOptions fused_activation_function:byte pot_scale_int16:bool=1
        DivOptions fused_activation_function:byte
        SqueezeOptions squeeze_dims:[int]
        SequenceRNNOptions time_major:bool fused_activation_function:byte asymmetric_quantize_inputs:bool
        StridedSliceOptions begin_mask:int end_mask:int ellipsis_mask:int new_axis_mask:int shrink_axis_mask:int offset:bool
        ExpOptions
        TopKV2Options
        SplitOptions num_splits:int
        LogSoftmaxOptions
        CastOptions in_data_type:byte out_data_type:byte
        DequantizeOptions
        MaximumMinimumOptions
        ArgMaxOptions output_type:byte
        LessOptions
        NegOptions
        PadV2Options
        GreaterOptions
        GreaterEqualOptions
        LessEqualOptions
        SelectOptions
        SliceOptions
        TransposeConvOptions padding:byte stride_w:int stride_h:int fused_activation_function:byte quantized_bias_type:byte
        SparseToDenseOptions validate_indices:bool
        TileOptions
        ExpandDimsOptions
        EqualOptions
        NotEqualOptions
        ShapeOptions out_type:byte
        PowOptions
        ArgMinOptions output_type:byte
        FakeQuantOptions min:float max:float num_bits:int narrow_range:bool
        PackOptions values_count:int axis:int
        LogicalOrOptions
        OneHotOptions axis:int
        LogicalAndOptions
        LogicalNotOptions
        UnpackOptions num:int axis:int
        FloorDivOptions
        SquareOptions
        ZerosLikeOptions
        FillOptions
        BidirectionalSequenceLSTMOptions fused_activation_function:byte cell_clip:float proj_clip:float merge_outputs:bool time_major:bool=1 asymmetric_quantize_inputs:bool
        BidirectionalSequenceRNNOptions time_major:bool fused_activation_function:byte merge_outputs:bool asymmetric_quantize_inputs:bool
        UnidirectionalSequenceLSTMOptions fused_activation_function:byte cell_clip:float proj_clip:float time_major:bool asymmetric_quantize_inputs:bool diagonal_recurrent_tensors:bool
        FloorModOptions
        RangeOptions
        ResizeNearestNeighborOptions align_corners:bool half_pixel_centers:bool
        LeakyReluOptions alpha:float
        SquaredDifferenceOptions
        MirrorPadOptions mode:byte
        AbsOptions
        SplitVOptions num_splits:int
        UniqueOptions idx_out_type:byte=2
        ReverseV2Options
        AddNOptions
        GatherNdOptions
        CosOptions
        WhereOptions
        RankOptions
        ReverseSequenceOptions seq_dim:int batch_dim:int
        MatrixDiagOptions
        QuantizeOptions
        MatrixSetDiagOptions
        HardSwishOptions
        IfOptions then_subgraph_index:int else_subgraph_index:int
        WhileOptions cond_subgraph_index:int body_subgraph_index:int
        DepthToSpaceOptions block_size:int
        NonMaxSuppressionV4Options
        NonMaxSuppressionV5Options
        ScatterNdOptions
        SelectV2Options
        DensifyOptions
        SegmentSumOptions
        BatchMatMulOptions adj_x:bool adj_y:bool asymmetric_quantize_inputs:bool
        CumsumOptions exclusive:bool reverse:bool
        CallOnceOptions init_subgraph_index:int
        BroadcastToOptions
        Rfft2dOptions
        Conv3DOptions padding:byte stride_d:int stride_w:int stride_h:int fused_activation_function:byte dilation_d_factor:int=1 dilation_w_factor:int=1 dilation_h_factor:int=1
        HashtableOptions table_id:int key_dtype:byte value_dtype:byte
        HashtableFindOptions
        HashtableImportOptions
        HashtableSizeOptions
        VarHandleOptions container:string shared_name:string
        ReadVariableOptions
        AssignVariableOptions
        RandomOptions seed:long seed2:long
        BucketizeOptions boundaries:[float]
        GeluOptions approximate:bool
        DynamicUpdateSliceOptions
        UnsortedSegmentProdOptions
        UnsortedSegmentMaxOptions
        UnsortedSegmentMinOptions
        UnsortedSegmentSumOptions
        ATan2Options
        SignOptions
        BitcastOptions
        BitwiseXorOptions
        RightShiftOptions
        """;

    private const string Second = """
        StablehloConcatenateOptions dimension:long
        StablehloBroadcastInDimOptions broadcast_dimensions:[long]
        StablehloSliceOptions start_indices:[long] limit_indices:[long] strides:[long]
        StablehloConvolutionOptions window_strides:[long] padding:[long] lhs_dilation:[long] rhs_dilation:[long] window_reversal:[bool] input_batch_dimension:long input_feature_dimension:long input_spatial_dimensions:[long] kernel_input_feature_dimension:long kernel_output_feature_dimension:long kernel_spatial_dimensions:[long] output_batch_dimension:long output_feature_dimension:long output_spatial_dimensions:[long] feature_group_count:long batch_group_count:long precision_config:[uint]
        StablehloCustomCallOptions call_target_name:string has_side_effect:bool backend_config:string api_version:int called_computations:[int] custom_attributes:[ubyte]
        StablehloReduceOptions dimensions:[long] body_subgraph_index:int
        StablehloScatterOptions indices_are_sorted:bool update_window_dims:[long] inserted_window_dims:[long] scatter_dims_to_operand_dims:[long] index_vector_dim:long unique_indices:bool update_computation_subgraph_index:int
        StablehloCompareOptions comparison_direction:uint compare_type:uint
        StablehloDynamicSliceOptions slice_sizes:[long]
        StablehloPadOptions edge_padding_low:[long] edge_padding_high:[long] interior_padding:[long]
        StablehloIotaOptions iota_dimension:long
        StablehloDotGeneralOptions lhs_batching_dimensions:[long] rhs_batching_dimensions:[long] lhs_contracting_dimensions:[long] rhs_contracting_dimensions:[long] precision_config:[uint]
        StablehloReduceWindowOptions window_dimensions:[long] window_strides:[long] base_dilations:[long] window_dilations:[long] padding:[long] body_subgraph_index:int
        StablehloSortOptions dimension:long is_stable:bool comparator_subgraph_index:int
        StablehloWhileOptions cond_subgraph_index:int body_subgraph_index:int
        StablehloGatherOptions offset_dims:[long] collapsed_slice_dims:[long] start_index_map:[long] index_vector_dim:long slice_sizes:[long] indices_are_sorted:bool
        StablehloTransposeOptions permutation:[long]
        DilateOptions
        StablehloRngBitGeneratorOptions algorithm:byte
        ReduceWindowOptions reduce_function:int
        StableHLOCompositeOptions name:string decomposition_subgraph_index:int composite_attributes:[ubyte] composite_attributes_format:byte version:int
        StablehloShiftLeftOptions
        StablehloCaseOptions branch_subgraph_indices:[int]
        """;
}
