using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>What leaves its input as it is.</summary>
public static class Dropout
{
    [Converter("aten::dropout", MinimumTranspositions)]
    [Converter("aten::feature_dropout", MinimumTranspositions)]
    [Converter("aten::alpha_dropout", MinimumTranspositions)]
    [Converter("aten::feature_alpha_dropout", MinimumTranspositions)]
    public static TfTensor Apply(ConverterCall call, TfTensor input, double p, bool train) =>
        train && p > 0 ? throw call.NotExpressible("dropout in training is random.") : input;

    [Converter("aten::alias", MinimumTranspositions)]
    [Converter("aten::clone", MinimumTranspositions)]
    [Converter("aten::contiguous", MinimumTranspositions)]
    [Converter("aten::detach", MinimumTranspositions)]
    [Converter("aten::lift_fresh_copy", MinimumTranspositions)]
    [Converter("aten::alias_copy", MinimumTranspositions)]
    [Converter("aten::detach_copy", MinimumTranspositions)]
    public static TfTensor Identity(TfTensor self) => self;
}
