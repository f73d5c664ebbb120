using Nobuco.Conversion;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Activation functions. Formulas: torch.nn.functional.</summary>
public static class Activation
{
    internal static readonly UnaryTable Unary = new()
    {
        ["aten::hardsigmoid"] = static x => tf.Relu6(x + 3) * (1 / 6.0),
        ["aten::hardswish"] = tf.HardSwish,
        ["aten::log_sigmoid"] = static x => -tf.Softplus(-x),
        ["aten::mish"] = static x => x * tf.Tanh(tf.Softplus(x)),
        ["aten::relu"] = tf.Relu,
        ["aten::relu6"] = tf.Relu6,
        ["aten::selu"] = tf.Selu,
        ["aten::sigmoid"] = tf.Sigmoid,
        ["aten::silu"] = static x => x * tf.Sigmoid(x),
        ["aten::tanh"] = tf.Tanh,
    };

    [Converter("aten::hardtanh", MinimumTranspositions)]
    public static TfTensor HardTanh(TfTensor self, double minVal, double maxVal) => tf.ClipByValue(self, (float)minVal, (float)maxVal);

    [Converter("aten::leaky_relu", MinimumTranspositions)]
    public static TfTensor LeakyRelu(TfTensor self, double negativeSlope) => tf.LeakyRelu(self, (float)negativeSlope);

    /// <summary>The slope of evaluation: the mean of the bounds.</summary>
    [Converter("aten::rrelu", MinimumTranspositions)]
    public static TfTensor RRelu(ConverterCall call, TfTensor self, double lower, double upper, bool training) =>
        training ? throw call.NotExpressible("its slopes are random in training.") : tf.LeakyRelu(self, (float)((lower + upper) / 2));

    /// <summary>The noise is ones in evaluation.</summary>
    [Converter("aten::rrelu_with_noise_functional", MinimumTranspositions)]
    public static (TfTensor Output, TfTensor Noise) RReluWithNoise(ConverterCall call, TfTensor self, TfTensor noise, double lower, double upper, bool training) =>
        (RRelu(call, self, lower, upper, training), noise);

    /// <summary>scale · x where positive, scale · alpha · (exp(input_scale · x) − 1) elsewhere.</summary>
    [Converter("aten::elu", MinimumTranspositions)]
    public static TfTensor Elu(TfTensor self, double alpha, double scale, double inputScale)
    {
        if (scale == 1 && inputScale == 1)
            return tf.Elu(self, (float)alpha);
        TfTensor negative = tf.Expm1(tf.Minimum(self, 0f) * (float)inputScale) * (float)(alpha * scale);
        return (tf.Relu(self) * (float)scale) + negative;
    }

    /// <summary>max(0, x) + min(0, alpha · (exp(x / alpha) − 1)).</summary>
    [Converter("aten::celu", MinimumTranspositions)]
    public static TfTensor Celu(TfTensor self, double alpha) => tf.Elu(self / (float)alpha, 1) * (float)alpha;

    [Converter("aten::gelu", MinimumTranspositions)]
    public static TfTensor Gelu(TfTensor self, string approximate) => tf.Gelu(self, approximate == "tanh");

    /// <summary>log(1 + exp(beta · x)) / beta; x itself where beta · x is above the threshold.</summary>
    [Converter("aten::softplus", MinimumTranspositions)]
    public static TfTensor Softplus(TfTensor self, double beta, double threshold)
    {
        TfTensor scaled = self * (float)beta;
        TfTensor soft = tf.Softplus(scaled) / (float)beta;
        // Above 20 the two agree to float32 precision.
        return threshold >= 20 ? soft : tf.SelectV2(tf.Greater(scaled, (float)threshold), self, soft);
    }

    /// <summary>x − λ above λ, x + λ below −λ, 0 between.</summary>
    [Converter("aten::softshrink", MinimumTranspositions)]
    public static TfTensor SoftShrink(TfTensor self, double lambd) => tf.Relu(self - (float)lambd) - tf.Relu(-self - (float)lambd);

    [Converter("aten::hardshrink", MinimumTranspositions)]
    public static TfTensor HardShrink(TfTensor self, double lambd) => tf.SelectV2(tf.LessEqual(tf.Abs(self), (float)lambd), self * 0f, self);

    [Converter("aten::threshold", MinimumTranspositions)]
    public static TfTensor Threshold(TfTensor self, double threshold, double value) =>
        tf.SelectV2(tf.Greater(self, (float)threshold), self, (float)value);

    /// <summary>max(0, x) + weight · min(0, x); the weights are one for all or one per channel (axis 1).</summary>
    [Converter("aten::prelu", Manual)]
    [Converter("aten::_prelu_kernel", Manual)]
    public static TfTensor PRelu(TfTensor self, [PyTorchOrder] TfTensor weight)
    {
        if (weight.Shape.Aggregate(Dim.One, (a, b) => a * b) == Dim.One)
            return tf.PRelu(self, tf.Reshape(weight, [1]));
        Dim[] shape = [.. Enumerable.Repeat(Dim.One, self.Rank)];
        shape[self.Rank > 1 ? self.Axis(1) : 0] = self.Rank > 1 ? self.LogicalShape[1] : self.Shape[0];
        return tf.PRelu(self, tf.Reshape(weight, [.. shape]).WithOrder(self.Order));
    }

    /// <summary>The first half times the sigmoid of the second, along an axis.</summary>
    [Converter("aten::glu", Manual)]
    public static TfTensor Glu(TfTensor self, long dim)
    {
        IReadOnlyList<TfTensor> halves = tf.Split(self, 2, self.Axis(dim));
        return halves[0] * tf.Sigmoid(halves[1]);
    }

    [Converter("aten::softmax", Manual)]
    [Converter("aten::_softmax", Manual)]
    [Implied("dtype", "half_to_float")]
    public static TfTensor Softmax(ConverterCall call, TfTensor self, long dim) =>
        self.Rank == 0 ? self * 0f + 1f : tf.Softmax(call.ToResultType(self), self.Axis(dim));

    [Converter("aten::log_softmax", Manual)]
    [Converter("aten::_log_softmax", Manual)]
    [Implied("dtype", "half_to_float")]
    public static TfTensor LogSoftmax(ConverterCall call, TfTensor self, long dim) => tf.LogSoftmax(call.ToResultType(self), self.Axis(dim));
}
