using System.Text;
using Nobuco.TensorFlow.Targets.Keras.Hdf5;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.Keras.Files;

/// <summary>A whole model in one HDF5 file, as Keras 2 saves it (saving/legacy/hdf5_format.py of tf_keras).</summary>
internal static class KerasH5File
{
    private const string ModelConfig = "model_config", ModelWeights = "model_weights", LayerNames = "layer_names", WeightNames = "weight_names";

    private const string Version = "2.15.0", Backend = "tensorflow";

    /// <summary>What Keras allows one attribute, which HDF5 limits to 64 KiB with its header.</summary>
    private const int LargestAttribute = 64512;

    public static void Write(KerasModel model, Stream stream)
    {
        var root = new HdfGroup();
        root.Attributes.Add(HdfAttribute.Text(ModelConfig, Keras2Config.Describe(model).ToJsonString()));
        AddVersion(root);
        HdfGroup weights = root.Group(ModelWeights);
        AddVersion(weights);
        AddTexts(weights, LayerNames, [.. model.Layers.Select(static l => l.Name)]);
        foreach (KerasLayer layer in model.Layers)
            AddLayer(weights, layer);
        AddTexts(weights.Group("top_level_model_weights"), WeightNames, []);
        HdfWriter.Write(root, stream);
    }

    /// <exception cref="InvalidKerasException">The file is no whole model.</exception>
    public static KerasModel Read(string path)
    {
        var file = new MappedFile(path);
        HdfGroup root = HdfReader.Read(file.Slice(0, file.Length));
        string config = root.Attribute(ModelConfig) is { Values: [var text, ..] } ? text : throw new InvalidKerasException(KerasFault.NotKeras, "The HDF5 file holds no model of Keras.");
        HdfGroup weights = root.Find(ModelWeights) as HdfGroup ?? throw InvalidKerasException.Corrupt("The file holds no weights.");
        return KerasConfigReader.Read(JsonText.Parse(config), layer => WeightsOf(weights, layer));
    }

    private static void AddVersion(HdfGroup group)
    {
        group.Attributes.Add(HdfAttribute.Text("keras_version", Version));
        group.Attributes.Add(HdfAttribute.Text("backend", Backend));
    }

    /// <summary>Weights lie under the layer's name and once more under their own, which begins with it.</summary>
    private static void AddLayer(HdfGroup weights, KerasLayer layer)
    {
        HdfGroup group = weights.Group(layer.Name);
        AddTexts(group, WeightNames, [.. layer.Weights.Select(w => $"{layer.Name}/{w.Name}:0")]);
        foreach (KerasWeight weight in layer.Weights)
            group.Group(layer.Name).Children[$"{weight.Name}:0"] = new HdfDataset(weight.Stored);
    }

    /// <summary>Names that one attribute cannot hold are in numbered ones of about equal length.</summary>
    private static void AddTexts(HdfGroup group, string name, string[] texts)
    {
        int widest = texts.Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty(1).Max();
        int parts = Math.Max(1, (texts.Length + (LargestAttribute / widest) - 1) / (LargestAttribute / widest));
        if (parts == 1)
            group.Attributes.Add(HdfAttribute.Texts(name, texts));
        else
            group.Attributes.AddRange(texts.Chunk((texts.Length + parts - 1) / parts).Select((part, i) => HdfAttribute.Texts($"{name}{i}", part)));
    }

    private static IReadOnlyList<KerasWeight> WeightsOf(HdfGroup weights, string layer)
    {
        if (weights.Find(layer) is not HdfGroup group)
            return [];
        return [.. Texts(group, WeightNames).Select(name => new KerasWeight(name, (group.Find(name) as HdfDataset)?.Value
            ?? throw InvalidKerasException.Corrupt($"The weight '{name}' of '{layer}' is missing.")))];
    }

    private static IEnumerable<string> Texts(HdfGroup group, string name) => group.Attribute(name) is { } whole
        ? whole.Values
        : Enumerable.Range(0, int.MaxValue).Select(i => group.Attribute($"{name}{i}")).TakeWhile(static a => a is not null).SelectMany(static a => a!.Values);
}
