using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Poolings of channels-last data.</summary>
internal static class Pooling
{
    public static Func<RaisingCall, TfTensor> Over(int axes, Func<TfTensor, Seq<int>, Seq<int>, Padding, TfTensor> pool) => call =>
    {
        call.ExpectChannelsLast();
        return pool(call[0], call.Spatial("ksize", axes), call.Spatial("strides", axes), call.Padding);
    };
}
