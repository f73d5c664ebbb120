using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>Attributes in the words of Keras' configs.</summary>
internal static class KerasConfig
{
    public const string ChannelsLast = "channels_last";

    public static JsonArray List(IEnumerable<int> values) => new([.. values.Select(static v => (JsonNode)v)]);

    public static JsonArray List(IEnumerable<long> values) => new([.. values.Select(static v => (JsonNode)v)]);

    public static string Lowered(Padding padding) => padding == Padding.Same ? "same" : "valid";

    /// <summary>A number that may be infinite, which JSON can only say by one that is too large.</summary>
    public static JsonNode Number(double value) => double.IsInfinity(value) ? JsonNode.Parse(value > 0 ? "1e999" : "-1e999")! : (JsonNode)value;

    /// <summary>Keras' name of an element type.</summary>
    public static string NameOf(DType dtype) => dtype.Name();
}
