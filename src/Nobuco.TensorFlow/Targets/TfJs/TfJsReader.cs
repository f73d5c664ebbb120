using System.Text.Json;
using Google.Protobuf;
using Nobuco.TensorFlow.Targets.GraphDef;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>Reads graph-models.</summary>
internal static class TfJsReader
{
    private static readonly JsonParser _parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <param name="folder">The folder of <c>model.json</c>.</param>
    /// <exception cref="InvalidGraphDefException">It is no graph-model, or damaged.</exception>
    public static GraphDefModel Read(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, TfJsFiles.Model)));
            JsonElement root = document.RootElement;
            if (root.GetProperty("format").GetString() is not "graph-model" and var format)
                throw new InvalidGraphDefException($"The model is a {format}, no graph-model.");
            return new GraphDefModel(Message<Protobuf.GraphDef>(root, "modelTopology"), TfJsWeights.Read(root, folder), Message<Protobuf.SignatureDef>(root, "signature"));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or InvalidProtocolBufferException or InvalidJsonException)
        {
            throw new InvalidGraphDefException($"{TfJsFiles.Model} is damaged: {error.Message}");
        }
    }

    private static T Message<T>(JsonElement root, string name) where T : IMessage, new() => _parser.Parse<T>(root.GetProperty(name).GetRawText());
}
