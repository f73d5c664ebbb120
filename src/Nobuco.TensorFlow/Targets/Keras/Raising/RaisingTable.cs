using Nobuco.TensorFlow.Targets.Keras.Files;
using Nobuco.TensorFlow.Targets.Keras.Model;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

/// <summary>What each layer, operation of Keras 3 and function of TensorFlow computes.</summary>
internal static class RaisingTable
{
    private static readonly Dictionary<string, Func<RaisingCall, TfTensor[]>> _layers = [];
    private static readonly Dictionary<string, Func<RaisingCall, TfTensor[]>> _operations = [];

    static RaisingTable()
    {
        AddLayers();
        AddElementwise();
        AddOthers();
    }

    /// <exception cref="InvalidKerasException">Nothing is known of the layer.</exception>
    public static TfTensor[] Raise(RaisingCall call)
    {
        KerasLayer layer = call.Layer;
        string name = layer.IsFunction ? layer.Config.Text("function") : layer.ClassName;
        return (layer.IsFunction || layer.IsOperation ? _operations : _layers).TryGetValue(name, out Func<RaisingCall, TfTensor[]>? raise)
            ? raise(call)
            : throw InvalidKerasException.Unsupported($"'{layer.Name}' ({name}) is not known.");
    }

    private static void AddLayers()
    {
        Layer("Activation", Activations.Named);
        Layer("ReLU", Activations.ReLU);
        Layer("LeakyReLU", Activations.LeakyReLU);
        Layer("ELU", Activations.Elu);
        Layer("PReLU", Activations.PReLU);
        Layer("Softmax", Activations.Softmax);
        Layer("Conv1D", Convolution.Conv1D);
        Layer("Conv2D", Convolution.Conv2D);
        Layer("Conv3D", Convolution.Conv3D);
        Layer("DepthwiseConv2D", Convolution.DepthwiseConv2D);
        Layer("SeparableConv2D", Convolution.SeparableConv2D);
        Layer("Conv2DTranspose", Convolution.ConvTranspose);
        Layer("Conv3DTranspose", Convolution.ConvTranspose);
        Layer("Dense", Linear.Dense);
        Layer("Embedding", Linear.Embedding);
        Layer("BatchNormalization", Normalization.BatchNormalization);
        Layer("LayerNormalization", Normalization.LayerNormalization);
        Layer("MaxPooling2D", Pooling.Max2D);
        Layer("AveragePooling2D", Pooling.Average2D);
        Layer("MaxPooling3D", Pooling.Max3D);
        Layer("AveragePooling3D", Pooling.Average3D);
        for (int axes = 1; axes <= 3; axes++)
        {
            Layer($"GlobalAveragePooling{axes}D", Pooling.Global(tf.Mean));
            Layer($"GlobalMaxPooling{axes}D", Pooling.Global(tf.Max));
            Layer($"ZeroPadding{axes}D", Paddings.ZeroPadding);
            Layer($"Cropping{axes}D", Paddings.Cropping);
        }
        Layer("UpSampling2D", Resize.UpSampling2D);
        Layer("Reshape", Shapes.ReshapeLayer);
        Layer("Flatten", Shapes.Flatten);
        Layer("Permute", Shapes.Permute);
        Layer("Concatenate", Shapes.Concat);
        Layer("Add", static call => call.List.Aggregate(static (a, b) => a + b));
        Layer("Subtract", static call => call.List[0] - call.List[1]);
        Layer("Multiply", static call => call.List.Aggregate(static (a, b) => a * b));
        Layer("Maximum", static call => call.List.Aggregate(static (a, b) => tf.Maximum(a, b)));
        Layer("Minimum", static call => call.List.Aggregate(static (a, b) => tf.Minimum(a, b)));
        Layer("LSTM", Recurrent.Lstm);
        Layer("GRU", Recurrent.Gru);
        Layer("SimpleRNN", Recurrent.SimpleRnn);
        Layer("Bidirectional", Recurrent.Bidirectional);
        Layer("MultiHeadAttention", Attention.MultiHead);
    }

    private static void AddElementwise()
    {
        Unary(tf.Abs, "Absolute", "math.abs");
        Unary(tf.Neg, "Negative", "math.negative");
        Unary(tf.Sign, "Sign", "math.sign");
        Unary(tf.Square, "Square", "math.square");
        Unary(tf.Ceil, "Ceil", "math.ceil");
        Unary(tf.Floor, "Floor", "math.floor");
        Unary(tf.Round, "Round", "math.round", "math.rint");
        Unary(tf.Exp, "Exp", "math.exp");
        Unary(tf.Expm1, "Expm1", "math.expm1");
        Unary(tf.Log, "Log", "math.log");
        Unary(tf.Log1p, "Log1p", "math.log1p");
        Unary(tf.Sin, "Sin", "math.sin");
        Unary(tf.Cos, "Cos", "math.cos");
        Unary(tf.Tan, "Tan", "math.tan");
        Unary(tf.Sinh, "Sinh", "math.sinh");
        Unary(tf.Cosh, "Cosh", "math.cosh");
        Unary(tf.Asin, "Arcsin", "math.asin");
        Unary(tf.Acos, "Arccos", "math.acos");
        Unary(tf.Atan, "Arctan", "math.atan");
        Unary(tf.Asinh, "Arcsinh", "math.asinh");
        Unary(tf.Acosh, "Arccosh", "math.acosh");
        Unary(tf.Atanh, "Arctanh", "math.atanh");
        Unary(tf.Erf, "Erf", "math.erf");
        Unary(tf.Erfc, "math.erfc");
        Unary(tf.Lgamma, "math.lgamma");
        Unary(tf.Digamma, "math.digamma");
        Unary(tf.Sqrt, "Sqrt", "math.sqrt");
        Unary(tf.Rsqrt, "Rsqrt", "math.rsqrt");
        Unary(tf.Reciprocal, "Reciprocal", "math.reciprocal");
        Unary(tf.IsNan, "Isnan", "math.is_nan");
        Unary(tf.IsInf, "Isinf", "math.is_inf");
        Unary(tf.IsFinite, "Isfinite", "math.is_finite");
        Unary(tf.LogicalNot, "LogicalNot", "math.logical_not");
        Unary(tf.Invert, "BitwiseNot", "bitwise.invert");
        Binary(static (x, y) => x + y, "Add", "math.add", "__operators__.add");
        Binary(static (x, y) => x - y, "Subtract", "math.subtract");
        Binary(static (x, y) => x * y, "Multiply", "math.multiply");
        Binary(static (x, y) => x / y, "Divide", "math.divide");
        Binary(static (x, y) => tf.Maximum(x, y), "Maximum", "math.maximum");
        Binary(static (x, y) => tf.Minimum(x, y), "Minimum", "math.minimum");
        Binary(static (x, y) => tf.Pow(x, y), "Power", "math.pow");
        Binary(static (x, y) => tf.FloorDiv(x, y), "FloorDivide", "math.floordiv");
        Binary(static (x, y) => tf.FloorMod(x, y), "Mod", "math.floormod");
        Binary(static (x, y) => tf.SquaredDifference(x, y), "math.squared_difference");
        Binary(static (x, y) => tf.LogicalAnd(x, y), "LogicalAnd", "math.logical_and");
        Binary(static (x, y) => tf.LogicalOr(x, y), "LogicalOr", "math.logical_or");
        Binary(static (x, y) => tf.Equal(x, y), "Equal", "math.equal");
        Binary(static (x, y) => tf.NotEqual(x, y), "NotEqual", "math.not_equal");
        Binary(static (x, y) => tf.Less(x, y), "Less", "math.less");
        Binary(static (x, y) => tf.LessEqual(x, y), "LessEqual", "math.less_equal");
        Binary(static (x, y) => tf.Greater(x, y), "Greater", "math.greater");
        Binary(static (x, y) => tf.GreaterEqual(x, y), "GreaterEqual", "math.greater_equal");
        Binary(static (x, y) => tf.BitwiseAnd(x, y), "BitwiseAnd", "bitwise.bitwise_and");
        Binary(static (x, y) => tf.BitwiseOr(x, y), "BitwiseOr", "bitwise.bitwise_or");
        Binary(static (x, y) => tf.BitwiseXor(x, y), "BitwiseXor", "bitwise.bitwise_xor");
        Binary(static (x, y) => tf.LeftShift(x, y), "LeftShift", "bitwise.left_shift");
        Binary(static (x, y) => tf.RightShift(x, y), "RightShift", "bitwise.right_shift");
        One(static call => tf.Atan2(call[0], call[1, "x"]), "Arctan2", "math.atan2");
        One(Indexing.Where, "Where", "where");
        One(static call => tf.Cast(call[0], KerasConfigReader.DTypeOf(call.Setting("dtype"))), "Cast", "cast");
        One(static call => tf.Fill(call[0].Shape, tf.Constant(0, call[0].DType)), "ZerosLike", "zeros_like");
    }

    private static void AddOthers()
    {
        One(Activations.Clip, "Clip", "clip_by_value");
        One(Activations.Gelu, "Gelu", "nn.gelu");
        One(Activations.LogSoftmax, "LogSoftmax", "nn.log_softmax");
        One(Convolution.Computed, "Conv", "nn.convolution");
        One(Linear.MatMul, "Matmul", "linalg.matmul");
        One(Normalization.LocalResponse, "nn.local_response_normalization");
        One(Paddings.Pad, "Pad", "pad");
        One(Reduction.Over(tf.Mean), "Mean", "math.reduce_mean");
        One(Reduction.Over(tf.Sum), "Sum", "math.reduce_sum");
        One(Reduction.Over(tf.Max), "Max", "math.reduce_max");
        One(Reduction.Over(tf.Min), "Min", "math.reduce_min");
        One(Reduction.Over(tf.Prod), "Prod", "math.reduce_prod");
        One(Reduction.Over(tf.All), "All", "math.reduce_all");
        One(Reduction.Over(tf.Any), "Any", "math.reduce_any");
        One(Reduction.Index(tf.ArgMax), "Argmax", "math.argmax");
        One(Reduction.Index(tf.ArgMin), "Argmin", "math.argmin");
        One(Reduction.Cumsum, "Cumsum", "math.cumsum");
        Several(Reduction.TopK, "TopK", "math.top_k");
        One(Resize.ToSize, "Resize", "image.resize");
        One(Indexing.Take, "Take", "gather");
        One(Indexing.GatherNd, "gather_nd");
        One(Indexing.ScatterNd, "Scatter", "scatter_nd");
        One(Indexing.Range, "range");
        One(Indexing.Fill, "fill");
        One(Shapes.GetItem, "GetItem", "__operators__.getitem");
        One(Shapes.StridedSlice, "strided_slice");
        One(Shapes.Reshape, "Reshape", "reshape");
        One(Shapes.Transpose, "Transpose", "transpose", "compat.v1.transpose");
        One(Shapes.ExpandDims, "ExpandDims", "expand_dims");
        One(Shapes.Squeeze, "Squeeze", "squeeze");
        One(Shapes.Concat, "Concatenate", "concat");
        One(Shapes.Stack, "Stack", "stack");
        Several(Shapes.Unstack, "Unstack", "unstack");
        Several(Shapes.Split, "Split", "split");
        One(Shapes.Tile, "Tile", "tile");
        One(Shapes.BroadcastTo, "BroadcastTo", "broadcast_to");
        One(Shapes.Flip, "Flip", "reverse");
        One(Shapes.Shape, "shape");
        One(Shapes.SpaceToDepth, "nn.space_to_depth");
        One(Shapes.DepthToSpace, "nn.depth_to_space");
    }

    private static void Layer(string name, Func<RaisingCall, TfTensor> raise) => _layers.Add(name, call => [raise(call)]);

    private static void Unary(Func<TfTensor, TfTensor> function, params ReadOnlySpan<string> names) => One(call => function(call[0]), names);

    private static void Binary(Func<TfTensor, TfTensor, TfTensor> function, params ReadOnlySpan<string> names) => One(call => function(call[0], call[1, "y"]), names);

    private static void One(Func<RaisingCall, TfTensor> raise, params ReadOnlySpan<string> names) => Several(call => [raise(call)], names);

    private static void Several(Func<RaisingCall, TfTensor[]> raise, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            _operations.Add(name, raise);
    }
}
