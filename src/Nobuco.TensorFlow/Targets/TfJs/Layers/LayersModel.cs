using System.Text.Json;
using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Targets.Keras;
using Nobuco.TensorFlow.Targets.Keras.Files;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TfJs.Layers;

/// <summary>A layers-model: the description of Keras 2 and its weights by the names of layer and variable.</summary>
internal static class LayersModel
{
    private const string Format = "layers-model", KerasVersion = "2.15.0";

    public static void Write(KerasModel model, string folder, WeightQuantization quantization)
    {
        using FileStream stream = File.Create(Path.Combine(folder, TfJsFiles.Model));
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("generatedBy", "PyTorch");
        json.WriteString(TfJsFiles.ConvertedBy, Producer.Name);
        json.WritePropertyName("modelTopology");
        new JsonObject { ["keras_version"] = KerasVersion, ["backend"] = "tensorflow", ["model_config"] = Keras2Config.Describe(model) }.WriteTo(json);
        TfJsWeights.Write(json, model.Layers.SelectMany(Weights), folder, quantization);
        json.WriteEndObject();
    }

    /// <exception cref="InvalidKerasException">It is no layers-model, or damaged.</exception>
    public static KerasModel Read(string folder)
    {
        string text = File.ReadAllText(Path.Combine(folder, TfJsFiles.Model));
        JsonObject model = JsonText.Parse(text);
        if ((string?)model["format"] != Format)
            throw new InvalidKerasException(KerasFault.NotKeras, "The model is no layers-model.");
        using var document = JsonDocument.Parse(text);
        Dictionary<string, Tensor> weights = TfJsWeights.Read(document.RootElement, folder);
        var description = (JsonObject)model.Member("modelTopology").Member("model_config");
        return KerasConfigReader.Read(description, layer => [.. weights
            .Where(w => w.Key[..w.Key.LastIndexOf('/')] == layer)
            .Select(static w => new KerasWeight(w.Key, w.Value))]);
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> Weights(KerasLayer layer) => layer.Weights.Select(w => KeyValuePair.Create($"{layer.Name}/{w.Name}", w.Value));
}
