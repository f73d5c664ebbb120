using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

internal sealed class LegalizeMaxPool3D : UnaryLegalization<MaxPool3D>
{
    protected override TfTensor Rewrite(MaxPool3D op, TfTensor x) => SeparatePooling.Max(op, x);
}

internal sealed class LegalizeAvgPool3D : UnaryLegalization<AvgPool3D>
{
    protected override TfTensor Rewrite(AvgPool3D op, TfTensor x) => SeparatePooling.Mean(op, x);
}
