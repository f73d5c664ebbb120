using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Gathering and scattering.</summary>
internal static class Indexing
{
    public static TfTensor GatherV2(RaisingCall call)
    {
        long batch = call.Int("batch_dims");
        return tf.GatherV2(call[0], call[1], call.Integer(2), (int)(batch < 0 ? batch + call[1].Rank : batch));
    }

    public static TfTensor ScatterNd(RaisingCall call) => tf.ScatterNd(call[0], call[1], call.Sizes(2));

    public static TfTensor TensorScatterUpdate(RaisingCall call) => tf.TensorScatterUpdate(call[0], call[1], call[2]);

    public static TfTensor OneHot(RaisingCall call) => tf.OneHot(call[0], call.Sizes(1)[0], call[2], call[3], (int)call.Int("axis", -1));

    /// <summary>The number of indices is only known when they are computed.</summary>
    public static TfTensor Where(RaisingCall call) => tf.Where(call[0], Dim.Symbol("where_count"));
}
