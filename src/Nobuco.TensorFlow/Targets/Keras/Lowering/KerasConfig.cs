using System.Globalization;
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

    /// <summary>A number that Python reads as a float.</summary>
    public static JsonNode Number(double value) => Number(value, value.ToString("R", CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Number(double)"/>
    public static JsonNode Number(float value) => Number(value, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>JSON can say infinity only by a number that is too large.</summary>
    private static JsonNode Number(double value, string digits)
    {
        if (double.IsInfinity(value))
            return JsonNode.Parse(value > 0 ? "1e999" : "-1e999")!;
        return JsonNode.Parse(digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0")!;
    }

    /// <summary>Keras' name of an element type.</summary>
    public static string NameOf(DType dtype) => dtype.Name();
}
