using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Kernel = Nobuco.Tensors.Kernels.Elementwise;

namespace Nobuco.PyTorch.Aten;

/// <summary>Activation functions with parameters; those without are in <see cref="ElementwiseTables"/>.</summary>
internal static class Activation
{
    [AtenOperator("aten::hardtanh")]
    public static Tensor HardTanh(Tensor self, Scalar minVal, Scalar maxVal) => Kernel.Clamp(self, minVal.ToDouble(), maxVal.ToDouble());

    [AtenOperator("aten::leaky_relu")]
    public static Tensor LeakyRelu(Tensor self, Scalar negativeSlope) => Kernel.LeakyRelu(self, negativeSlope.ToDouble());

    [AtenOperator("aten::elu")]
    public static Tensor Elu(Tensor self, Scalar alpha, Scalar scale, Scalar inputScale) =>
        Kernel.Elu(self, alpha.ToDouble(), scale.ToDouble(), inputScale.ToDouble());

    /// <summary>x if x > 0, else alpha · (exp(x / alpha) − 1)</summary>
    [AtenOperator("aten::celu")]
    public static Tensor Celu(Tensor self, Scalar alpha) => Kernel.Elu(self, alpha.ToDouble(), 1, 1 / alpha.ToDouble());

    [AtenOperator("aten::gelu")]
    public static Tensor Gelu(Tensor self, string approximate) =>
        Kernel.Unary(approximate == "tanh" ? UnaryKind.GeluTanh : UnaryKind.Gelu, self);

    /// <summary>log(1 + exp(beta · x)) / beta; x itself above the threshold.</summary>
    [AtenOperator("aten::softplus")]
    public static Tensor Softplus(Tensor self, Scalar beta, Scalar threshold)
    {
        Tensor scaled = Elementwise.Mul(self, beta);
        Tensor soft = Elementwise.Div(Kernel.Unary(UnaryKind.Softplus, scaled), beta);
        return Kernel.Select(Elementwise.Compare(CompareKind.Greater, scaled, threshold), self, soft);
    }

    /// <summary>0 in [−lambd, lambd], x elsewhere.</summary>
    [AtenOperator("aten::hardshrink")]
    public static Tensor HardShrink(Tensor self, Scalar lambd)
    {
        Tensor isSmall = Elementwise.Compare(CompareKind.LessEqual, Kernel.Unary(UnaryKind.Abs, self), lambd);
        return Elementwise.MaskedFill(self, isSmall, (Scalar)0L);
    }

    /// <summary>x moved towards 0 by lambd, and 0 in [−lambd, lambd].</summary>
    [AtenOperator("aten::softshrink")]
    public static Tensor SoftShrink(Tensor self, Scalar lambd) =>
        Elementwise.Sub(self, Kernel.Clamp(self, -lambd.ToDouble(), lambd.ToDouble()));

    [AtenOperator("aten::threshold")]
    public static Tensor Threshold(Tensor self, Scalar threshold, Scalar value) =>
        Elementwise.MaskedFill(self, Elementwise.Compare(CompareKind.LessEqual, self, threshold), value);

    [AtenOperator("aten::log_sigmoid_forward")]
    public static (Tensor Output, Tensor Buffer) LogSigmoidForward(Tensor self) =>
        (Kernel.Unary(UnaryKind.LogSigmoid, self), Tensor.Empty(self.DType, [0]));

    /// <param name="weight">One slope, or one for each index of axis 1.</param>
    [AtenOperator("aten::prelu")]
    public static Tensor Prelu(Tensor self, Tensor weight)
    {
        int trailing = Math.Max(self.Rank - 2, 0);
        return PreluKernel(self, weight.Count == 1 ? weight.Reshape([]) : weight.Reshape([weight.Count, .. Seq.Repeat(1L, trailing)]));
    }

    /// <summary>x if x > 0, else weight · x with broadcasting.</summary>
    [AtenOperator("aten::_prelu_kernel")]
    public static Tensor PreluKernel(Tensor self, Tensor weight) =>
        Kernel.Select(Elementwise.Compare(CompareKind.Greater, self, (Scalar)0L), self, Kernel.Binary(BinaryKind.Multiply, self, weight));

    /// <summary>In evaluation a leaky ReLU with the middle slope.</summary>
    [AtenOperator("aten::rrelu")]
    public static Tensor Rrelu(Tensor self, Scalar lower, Scalar upper, bool training) => training
        ? throw new NotSupportedException("rrelu in training is random.")
        : Kernel.LeakyRelu(self, (lower.ToDouble() + upper.ToDouble()) / 2);

    [AtenOperator("aten::rrelu_with_noise_functional")]
    public static (Tensor Output, Tensor Noise) RreluWithNoise(Tensor self, Tensor noise, Scalar lower, Scalar upper, bool training) =>
        (Rrelu(self, lower, upper, training), noise);

    /// <summary>The first half along an axis times the sigmoid of the second.</summary>
    [AtenOperator("aten::glu")]
    public static Tensor Glu(Tensor self, long dim)
    {
        int axis = ShapeMath.NormalizeAxis(dim, self.Rank);
        long half = self.Shape[axis] / 2;
        Tensor gate = Kernel.Unary(UnaryKind.Sigmoid, self.Slice(axis, half, 2 * half));
        return Kernel.Binary(BinaryKind.Multiply, self.Slice(axis, 0, half), gate);
    }

    [AtenOperator("aten::softmax.int")]
    [AtenOperator("aten::special_softmax")]
    public static Tensor Softmax(Tensor self, long dim, DType? dtype) => Softmax(self, dim, dtype, log: false);

    [AtenOperator("aten::log_softmax.int")]
    [AtenOperator("aten::special_log_softmax")]
    public static Tensor LogSoftmax(Tensor self, long dim, DType? dtype) => Softmax(self, dim, dtype, log: true);

    [AtenOperator("aten::_softmax")]
    public static Tensor Softmax(Tensor self, long dim, bool halfToFloat) => Softmax(self, dim, halfToFloat ? DType.Float32 : null, log: false);

    [AtenOperator("aten::_log_softmax")]
    public static Tensor LogSoftmax(Tensor self, long dim, bool halfToFloat) => Softmax(self, dim, halfToFloat ? DType.Float32 : null, log: true);

    /// <summary>A softmax in which a row of nothing but −∞ gives zeros.</summary>
    [AtenOperator("aten::_safe_softmax")]
    public static Tensor SafeSoftmax(Tensor self, long dim, DType? dtype)
    {
        Tensor isMasked = Reduction.All(Elementwise.Compare(CompareKind.Equal, self, (Scalar)double.NegativeInfinity), dim, keepdim: true);
        return Elementwise.MaskedFill(Softmax(self, dim, dtype), isMasked, (Scalar)0L);
    }

    private static Tensor Softmax(Tensor self, long dim, DType? dtype, bool log) =>
        Nobuco.Tensors.Kernels.Softmax.Run(self.Cast(dtype ?? self.DType), ShapeMath.NormalizeAxis(dim, self.Rank), log);
}
