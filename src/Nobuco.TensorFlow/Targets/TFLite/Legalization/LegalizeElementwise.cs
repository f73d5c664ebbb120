using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

internal sealed class LegalizeExpm1 : UnaryLegalization<Expm1>
{
    protected override TfTensor Rewrite(Expm1 op, TfTensor x) => AccurateFunctions.Expm1(x);
}

internal sealed class LegalizeLog1p : UnaryLegalization<Log1p>
{
    protected override TfTensor Rewrite(Log1p op, TfTensor x) => AccurateFunctions.Log1p(x);
}

internal sealed class LegalizeTan : UnaryLegalization<Tan>
{
    protected override TfTensor Rewrite(Tan op, TfTensor x) => AccurateFunctions.Tan(x);
}

internal sealed class LegalizeSinh : UnaryLegalization<Sinh>
{
    protected override TfTensor Rewrite(Sinh op, TfTensor x) => AccurateFunctions.Sinh(x);
}

internal sealed class LegalizeCosh : UnaryLegalization<Cosh>
{
    protected override TfTensor Rewrite(Cosh op, TfTensor x) => AccurateFunctions.Cosh(x);
}

internal sealed class LegalizeAsin : UnaryLegalization<Asin>
{
    protected override TfTensor Rewrite(Asin op, TfTensor x) => AccurateFunctions.Asin(x);
}

internal sealed class LegalizeAcos : UnaryLegalization<Acos>
{
    protected override TfTensor Rewrite(Acos op, TfTensor x) => AccurateFunctions.Acos(x);
}

internal sealed class LegalizeAtan : UnaryLegalization<Atan>
{
    protected override TfTensor Rewrite(Atan op, TfTensor x) => AccurateFunctions.Atan(x);
}

internal sealed class LegalizeAsinh : UnaryLegalization<Asinh>
{
    protected override TfTensor Rewrite(Asinh op, TfTensor x) => AccurateFunctions.Asinh(x);
}

internal sealed class LegalizeAcosh : UnaryLegalization<Acosh>
{
    protected override TfTensor Rewrite(Acosh op, TfTensor x) => AccurateFunctions.Acosh(x);
}

internal sealed class LegalizeAtanh : UnaryLegalization<Atanh>
{
    protected override TfTensor Rewrite(Atanh op, TfTensor x) => AccurateFunctions.Atanh(x);
}

internal sealed class LegalizeErf : UnaryLegalization<Erf>
{
    protected override TfTensor Rewrite(Erf op, TfTensor x) => AccurateFunctions.Erf(x);
}

internal sealed class LegalizeReciprocal : UnaryLegalization<Reciprocal>
{
    protected override TfTensor Rewrite(Reciprocal op, TfTensor x) => 1 / x;
}

/// <summary>SIGN came with TensorFlow Lite 2.11: (x &gt; 0) − (x &lt; 0).</summary>
internal sealed class LegalizeSign : UnaryLegalization<Sign>
{
    protected override TfTensor Rewrite(Sign op, TfTensor x) =>
        tf.Cast(tf.Greater(x, 0L), x.DType) - tf.Cast(tf.Less(x, 0L), x.DType);
}

/// <summary>Only NaN differs from itself.</summary>
internal sealed class LegalizeIsNan : UnaryLegalization<IsNan>
{
    protected override TfTensor Rewrite(IsNan op, TfTensor x) => tf.NotEqual(x, x);
}

internal sealed class LegalizeIsInf : UnaryLegalization<IsInf>
{
    protected override TfTensor Rewrite(IsInf op, TfTensor x) => tf.Equal(tf.Abs(x), double.PositiveInfinity);
}

internal sealed class LegalizeIsFinite : UnaryLegalization<IsFinite>
{
    protected override TfTensor Rewrite(IsFinite op, TfTensor x) => tf.Less(tf.Abs(x), double.PositiveInfinity);
}

/// <summary>The integer kernels of |x|, x² and (x − y)² are newer than 2.9 or missing.</summary>
internal sealed class LegalizeIntegerAbs : UnaryLegalization<Abs>
{
    protected override TfTensor? Rewrite(Abs op, TfTensor x) => x.DType.IsInteger() ? tf.Maximum(x, -x) : null;
}

/// <inheritdoc cref="LegalizeIntegerAbs"/>
internal sealed class LegalizeIntegerSquare : UnaryLegalization<Square>
{
    protected override TfTensor? Rewrite(Square op, TfTensor x) => x.DType.IsInteger() ? x * x : null;
}

/// <inheritdoc cref="LegalizeIntegerAbs"/>
internal sealed class LegalizeIntegerSquaredDifference : Legalization<SquaredDifference>
{
    protected override TfTensor? Rewrite(SquaredDifference op, TfNode node) =>
        node.Output.Type.DType.IsInteger() ? tf.Square(Input(node) - Input(node, 1)) : null;
}
