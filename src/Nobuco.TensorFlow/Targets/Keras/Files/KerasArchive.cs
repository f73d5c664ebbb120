using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Targets.Keras.Hdf5;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors.Storage;

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
                variables.Children[$"{i}"] = new HdfDataset(layer.Weights[i].Stored);
        }
        root.Group("vars");
        return root;
    }

    /// <exception cref="InvalidKerasException">The file is no archive of a model.</exception>
    public static KerasModel Read(string path)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            using var config = new StreamReader(Entry(archive, Config).Open());
            JsonObject description = JsonText.Parse(config.ReadToEnd());
            return KerasConfigReader.Read(description, WeightsOf(description, HdfReader.Read(Content(Entry(archive, Weights)))));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidKerasException(KerasFault.NotKeras, $"'{path}' is no .keras file: {error.Message}");
        }
    }

    private static ZipArchiveEntry Entry(ZipArchive archive, string name) =>
        archive.GetEntry(name) ?? throw new InvalidKerasException(KerasFault.NotKeras, $"The archive has no {name}.");

    private static ArrayStorage Content(ZipArchiveEntry entry)
    {
        if (entry.Length > int.MaxValue - (1 << 16))
            throw InvalidKerasException.Unsupported("Weights of more than 2 GiB are not read back.");
        var storage = new ArrayStorage(entry.Length, zeroed: false);
        using Stream content = entry.Open();
        content.ReadExactly(storage.Bytes(0, (int)entry.Length));
        return storage;
    }

    /// <summary>Layers are numbered per class in the order of the description.</summary>
    private static Func<string, IReadOnlyList<KerasWeight>> WeightsOf(JsonObject description, HdfGroup root)
    {
        var counts = new Dictionary<string, int>();
        var weights = new Dictionary<string, IReadOnlyList<KerasWeight>>();
        foreach (JsonNode? layer in description.Member("config").List("layers").Where(static l => !l.Text("module").StartsWith(KerasLayer.OperationsModule, StringComparison.Ordinal)))
        {
            string key = LayerNames.SnakeCase(layer.Text("class_name"));
            int count = counts.GetValueOrDefault(key);
            counts[key] = count + 1;
            var found = new List<KerasWeight>();
            if (root.Find($"layers/{(count == 0 ? key : $"{key}_{count}")}") is HdfGroup group)
                AddAll(group, "", found);
            weights[layer.Text("name")] = found;
        }
        return name => weights.GetValueOrDefault(name) ?? [];
    }

    /// <summary>Variables of a layer and of those inside it, by path without the groups that hold them.</summary>
    private static void AddAll(HdfGroup group, string path, List<KerasWeight> found)
    {
        foreach ((string name, HdfNode node) in group.Children.OrderBy(static c => int.TryParse(c.Key, out int number) ? number : 0))
        {
            if (node is HdfGroup inner)
                AddAll(inner, name == "vars" ? path : $"{path}{name}/", found);
            else
                found.Add(new KerasWeight(path + name, ((HdfDataset)node).Value));
        }
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
