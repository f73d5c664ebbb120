using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>The JSON of a program or of its weights in one form of several that mean the same.</summary>
internal static class CanonicalProgram
{
    /// <summary>Sorted fields, without those that are null and the version of the schema; numbers in one spelling; a union of one alternative instead of two nested ones.</summary>
    public static string Text(string json) => Canonical(JsonNode.Parse(json))?.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) ?? "";

    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } union when union.First() is ("as_optional_tensor" or "as_sym_int", JsonObject inner) && inner.First().Key is "as_tensor" or "as_int" or "as_none" => Canonical(inner),
        // Up to PyTorch 2.5.
        JsonObject { Count: 1 } none when none.First() is ("as_none", JsonArray { Count: 0 }) => new JsonObject([KeyValuePair.Create<string, JsonNode?>("as_none", JsonValue.Create(true))]),
        JsonObject fields => new JsonObject(fields
            .Where(field => field.Value is not null && field.Key != "schema_version")
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Canonical(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Canonical)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(value.ToJsonString()),
        _ => node?.DeepClone(),
    };

    private static JsonValue Number(string text) => text.AsSpan().ContainsAny(".eE")
        ? JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture) + "f")
        : JsonValue.Create(text);
}
