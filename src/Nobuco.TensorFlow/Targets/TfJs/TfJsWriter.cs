using System.Text.Json;
using Google.Protobuf;
using Nobuco.TensorFlow.Targets.GraphDef;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>Writes a GraphDef as a graph-model. The graph and its signature are the JSON form of their protobuf messages; the elements of constants are in the shards.</summary>
internal static class TfJsWriter
{
    /// <param name="folder">A folder that is there.</param>
    public static void Write(GraphDefModel model, string folder, WeightQuantization quantization)
    {
        using FileStream stream = File.Create(Path.Combine(folder, TfJsFiles.Model));
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("format", "graph-model");
        json.WriteString("generatedBy", "PyTorch");
        json.WriteString(TfJsFiles.ConvertedBy, Producer.Name);
        json.WriteStartObject("signature");
        WritePorts(json, "inputs", model.Signature.Inputs);
        WritePorts(json, "outputs", model.Signature.Outputs);
        json.WriteEndObject();
        WriteMessage(json, "modelTopology", model.Graph);
        TfJsWeights.Write(json, model.Constants, folder, quantization);
        json.WriteEndObject();
    }

    /// <summary>Also where there are none, which the JSON form of a message leaves out.</summary>
    private static void WritePorts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, Protobuf.TensorInfo>> ports)
    {
        json.WriteStartObject(name);
        foreach ((string port, Protobuf.TensorInfo info) in ports)
            WriteMessage(json, port, info);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, IMessage message)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(JsonFormatter.Default.Format(message));
    }
}
