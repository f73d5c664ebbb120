using static Nobuco.TensorFlow.Targets.TFLite.Schema.BuiltinOperator;
using static Nobuco.TensorFlow.Targets.TFLite.Schema.TensorType;

namespace Nobuco.TensorFlow.Targets.TFLite.Schema;

/// <summary>
/// The lowest version of an operator that carries its element types, ranks and options: TensorFlow's rules, without those for quantized
/// tensors. A version that is too high makes older runtimes refuse the file.
/// </summary>
internal static class OperatorVersions
{
    /// <param name="inputs">The tensors read, null for an optional one that is not given.</param>
    public static int Of(BuiltinOperator code, IReadOnlyList<TensorInfo?> inputs, IReadOnlyList<TensorInfo> outputs, OperatorOptions? options)
    {
        var use = new OperatorUse(inputs, outputs, options);
        return code switch
        {
            CONV_2D => use.Groups > 1 ? 6 : 1,
            DEPTHWISE_CONV_2D => options!.Int("dilation_h_factor") != 1 || options.Int("dilation_w_factor") != 1 ? 2 : 1,
            FULLY_CONNECTED => inputs.Count == 2 ? 6 : options!.Flag("keep_num_dims") ? 5 : 1,
            TRANSPOSE_CONV => use.IsActivated ? 4 : inputs.Count == 4 ? 3 : 1,
            ADD => use.Type switch { INT16 => 5, INT64 => 4, INT8 => 2, _ => 1 },
            SUB => use.Type == INT64 ? 4 : use.Broadcasts && use.Rank > 4 ? 3 : use.Type == INT8 ? 2 : 1,
            MUL => use.Type switch { INT16 or UINT32 => 7, COMPLEX64 => 6, INT64 => 5, INT8 => 2, _ => 1 },
            DIV => use.Broadcasts && use.Rank > 4 ? 2 : 1,
            MAXIMUM or MINIMUM => use.Type == INT16 ? 4 : use.Broadcasts && use.Rank > 4 ? 3 : use.Type == INT8 ? 2 : 1,
            ABS => use.Type switch { INT32 => 5, INT16 => 4, INT8 or UINT8 => 2, _ => 1 },
            EQUAL => use.Type switch { INT16 => 5, STRING => 3, INT8 => 2, _ => 1 },
            NOT_EQUAL => use.Type switch { INT16 => 4, STRING => 3, INT8 => 2, _ => 1 },
            LESS or GREATER_EQUAL => use.Narrow(2, 3),
            GREATER or LESS_EQUAL or SQUARED_DIFFERENCE or SUM or LOG_SOFTMAX or SPACE_TO_DEPTH or DEPTH_TO_SPACE => use.Narrow(2, 1),
            MAX_POOL_2D or AVERAGE_POOL_2D or TANH or LOGISTIC or SOFTMAX => use.Narrow(2, 3),
            MEAN or MIRROR_PAD or REDUCE_MAX or REDUCE_MIN or RELU or RELU6 or RSQRT or CONCATENATION => use.Type == UINT32 ? 4 : use.Narrow(2, 3),
            EXP or LOG or SQRT or REDUCE_PROD => use.Narrow(2, 2),
            PAD or PADV2 => use.Type == BOOL ? 5 : use.Rank > 4 ? 4 : use.Narrow(2, 3),
            TRANSPOSE => use.Rank > 6 || use.Type == BFLOAT16 ? 8 : use.Rank > 5 ? 6 : use.Type == INT16 ? 5 : use.Rank > 4 ? 4 : use.Type == BOOL ? 3 : use.Narrow(2, 1),
            SLICE => use.Type == UINT32 ? 6 : use.Rank > 4 ? 5 : use.Type == STRING ? 3 : use.Narrow(2, 4),
            STRIDED_SLICE => use.Type == UINT32 ? 7 : use.HasNewAxes ? 6 : use.Rank > 4 ? 4 : use.Type == BOOL ? 3 : use.Narrow(2, 1),
            SPLIT => inputs[1]!.Type switch { INT16 => 4, INT32 => 3, INT8 => 2, _ => 1 },
            SPLIT_V => use.Narrow(2, 1),
            PACK => use.Type == UINT32 ? 4 : use.Narrow(2, 3),
            UNPACK => use.Type switch { INT16 => 4, BOOL => 3, INT8 or UINT8 => 2, _ => 1 },
            GATHER => inputs[1]!.Type == INT16 ? 6 : options!.Int("batch_dims") != 0 ? 5 : use.Type == BOOL ? 3 : use.Narrow(2, 4),
            GATHER_ND => use.Type switch { BOOL => 5, INT16 => 3, STRING => 2, _ => 1 },
            SELECT_V2 => inputs[1]!.Type == UINT32 ? 2 : 1,
            RESIZE_BILINEAR => options!.Flag("half_pixel_centers") ? 3 : use.Narrow(2, 4),
            RESIZE_NEAREST_NEIGHBOR => options!.Flag("half_pixel_centers") || options.Flag("align_corners") ? 3 : use.Narrow(2, 4),
            ARG_MAX or ARG_MIN => use.Type == BOOL ? 3 : use.Narrow(2, 1),
            TOPK_V2 => use.Narrow(2, 3),
            CAST => CastVersion(use.Type, outputs[0].Type),
            FILL => inputs[1]!.Type switch { FLOAT16 => 4, INT8 or INT16 => 3, BOOL or STRING => 2, _ => 1 },
            TILE => use.Type switch { INT8 => 3, STRING => 2, _ => 1 },
            WHERE => use.Type == BOOL ? 1 : 2,
            RANGE => use.Type == INT64 ? 2 : 1,
            FLOOR_DIV => use.Type switch { INT8 or INT16 => 3, FLOAT32 => 2, _ => 1 },
            FLOOR_MOD => use.Narrow(2, 2),
            REVERSE_V2 => use.Type switch { INT8 => 3, BOOL => 2, _ => 1 },
            BROADCAST_TO => use.Type is INT8 or INT16 ? 3 : 2,
            SIGN => use.Type == INT32 ? 2 : 1,
            _ => 1,
        };
    }

    private static int CastVersion(TensorType from, TensorType to) => Math.Max(CastVersion(from), CastVersion(to));

    private static int CastVersion(TensorType type) => type switch
    {
        BFLOAT16 => 7,
        FLOAT64 or FLOAT16 => 5,
        UINT16 => 4,
        INT8 => 3,
        UINT32 => 2,
        _ => 1,
    };

    /// <summary>One use of an operator, in the terms of the rules.</summary>
    private sealed record OperatorUse(IReadOnlyList<TensorInfo?> Inputs, IReadOnlyList<TensorInfo> Outputs, OperatorOptions? Options)
    {
        public TensorType Type => Inputs[0]!.Type;

        public int Rank => Inputs.Concat(Outputs).Max(t => t?.Shape.Count ?? 0);

        public bool Broadcasts => Inputs[0]!.Shape != Inputs[1]!.Shape;

        public int Groups => Inputs[0]!.Shape[3] / Inputs[1]!.Shape[3];

        public bool IsActivated => Options!.Int("fused_activation_function") != 0;

        public bool HasNewAxes => Options!.Int("ellipsis_mask") != 0 || Options.Int("new_axis_mask") != 0;

        public int Narrow(int int8, int int16) => Type switch { INT8 => int8, INT16 => int16, _ => 1 };
    }
}
