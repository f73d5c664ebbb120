using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Targets.Keras.Hdf5;
using Nobuco.TensorFlow.Targets.Keras.Model;

namespace Nobuco.TensorFlow.Targets.Keras.Files;

/// <summary>A <c>.keras</c> file: a zip of the model's description and an HDF5 file of its weights (saving/saving_lib.py).</summary>
internal static class KerasArchive
{
    public const string Metadata = "metadata.json", Config = "config.json", Weights = "model.weights.h5";

    /// <summary>The first version of the format; files of it load in all of Keras 3.</summary>
    private const string KerasVersion = "3.0.0", DateSaved = "1980-01-01@00:00:00";

    // The earliest a zip can say: equal models give equal files.
    private static readonly DateTimeOffset _timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(KerasModel model, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(archive, Metadata, Text(new JsonObject { ["keras_version"] = KerasVersion, ["date_saved"] = DateSaved }));
        Add(archive, Config, Text(Keras3Config.Describe(model)));
        Add(archive, Weights, content => HdfWriter.Write(WeightsOf(model), content));
    }

    /// <summary>Each layer's variables by number, under the class's name and its number among the layers of the class.</summary>
    private static HdfGroup WeightsOf(KerasModel model)
    {
        var root = new HdfGroup();
        HdfGroup layers = root.Group("layers");
        var counts = new Dictionary<string, int>();
        foreach (KerasLayer layer in model.Layers.Where(static l => !l.IsOperation))
        {
            string key = LayerNames.SnakeCase(layer.ClassName);
            int count = counts.GetValueOrDefault(key);
            counts[key] = count + 1;
            HdfGroup variables = layers.Group($"{(count == 0 ? key : $"{key}_{count}")}/vars");
            for (int i = 0; i < layer.Weights.Count; i++)
                variables.Children[$"{i}"] = new HdfDataset(layer.Weights[i].Value);
        }
        root.Group("vars");
        return root;
    }

    private static Action<Stream> Text(JsonObject json) => content =>
    {
        using var writer = new Utf8JsonWriter(content);
        json.WriteTo(writer);
    };

    private static void Add(ZipArchive archive, string name, Action<Stream> write)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = _timestamp;
        using Stream content = entry.Open();
        using var buffered = new BufferedStream(content, 1 << 16);
        write(buffered);
    }
}
