using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nobuco.TensorFlow.Targets.Keras.Files;

/// <summary>JSON of files, and what must be in it.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 256 };

    /// <exception cref="InvalidKerasException">The text is no JSON object.</exception>
    public static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, null, _options) as JsonObject ?? throw InvalidKerasException.Corrupt("The model's description is no JSON object.");
        }
        catch (JsonException error)
        {
            throw InvalidKerasException.Corrupt($"The model's description is no JSON: {error.Message}");
        }
    }

    public static JsonNode Member(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] ?? throw InvalidKerasException.Corrupt($"The model's description lacks '{name}'.");

    public static JsonArray List(this JsonNode? node, string name) =>
        node.Member(name) as JsonArray ?? throw InvalidKerasException.Corrupt($"'{name}' of the model's description is no list.");

    public static string Text(this JsonNode? node, string name) =>
        node.Member(name) is JsonValue value && value.TryGetValue(out string? text) ? text : throw InvalidKerasException.Corrupt($"'{name}' of the model's description is no text.");
}
