using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow.Targets.Keras.Hdf5;
using Nobuco.Tensors.Storage;
using Nobuco.Testing;

namespace Nobuco.Tests.Keras;

/// <summary>What is written is held against what Keras itself wrote for the same kinds of layers, so that a reader that shares a mistake with the writer does not hide it.</summary>
public sealed class StructureTests
{
    private static readonly string[] _kerasModels = [.. Directory.EnumerateFiles(Fixtures.PathOf("keras"), "*.keras").Order(StringComparer.Ordinal)];

    private static readonly string[] _keras2Models = [.. Directory.EnumerateFiles(Fixtures.PathOf("keras"), "*.keras2.h5").Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Written()
    {
        var files = new TheoryData<string, string>();
        foreach (Fixture fixture in Fixtures.Operators("conv", "norm", "pool", "activation", "pad", "linear", "shape", "binary").Concat(Fixtures.Models()).Where(static f => File.Exists(f.Pt2)))
        {
            files.Add(fixture.Pt2, ".keras");
            files.Add(fixture.Pt2, ".h5");
        }
        return files;
    }

    [Theory, MemberData(nameof(Written))]
    public void LayersLookLikeThoseOfKeras(string program, string extension)
    {
        using var file = KerasFile.Of(program, extension);
        if (file is null)
            return;
        bool isKeras3 = extension == ".keras";
        Dictionary<string, JsonObject> known = (isKeras3 ? _kerasModels : _keras2Models).SelectMany(path => Layers(Description(path))).GroupBy(Kind).ToDictionary(static g => g.Key, static g => g.First());
        JsonObject ours = Description(file.Path);
        JsonObject theirs = Description((isKeras3 ? _kerasModels : _keras2Models)[0]);
        Keys(ours).Except(Keys(theirs)).ShouldBeEmpty();
        Keys((JsonObject)ours["config"]!).ShouldBe(Keys((JsonObject)theirs["config"]!));
        foreach (JsonObject layer in Layers(ours))
        {
            if (known.TryGetValue(Kind(layer), out JsonObject? reference))
                ShouldLookLike(layer, reference);
        }
    }

    /// <summary>Keras 3 calls operations by their class and a number when it loads a model, and takes no other layer of such a name (uniquify in utils/naming.py).</summary>
    [Fact]
    public void NoLayerIsCalledAsAnOperationWillBe()
    {
        using KerasFile file = KerasFile.Of(Fixtures.PathOf("ops/layout/window-partition.pt2"), ".keras")!;
        ILookup<bool, JsonObject> layers = Layers(Description(file.Path)).ToLookup(static l => ((string)l["module"]!).StartsWith("keras.src.ops.", StringComparison.Ordinal));
        layers[true].Select(static l => (string)l["class_name"]!).ShouldContain("Reshape");
        layers[false].Select(static l => (string)l["name"]!).ShouldContain("reshape_layer");
        layers[false].Where(static l => Regex.IsMatch((string)l["name"]!, "^reshape(_[0-9]+)?$")).ShouldBeEmpty();
    }

    /// <summary>The trained weights are PyTorch's parameters by name, each once; the statistics are there and are not trained.</summary>
    [Fact]
    public void TheTrainedWeightsAreTheParameters()
    {
        string program = Fixtures.Models().First(static f => f.Name == "plain/unet").Pt2;
        using KerasFile file = KerasFile.Of(program, ".h5")!;
        string[] names = [.. Trained(file).Select(static w => w.Name)];
        string[] trained = [.. names.Where(static n => !n.Contains("/moving_", StringComparison.Ordinal)).Select(Torch).Order(StringComparer.Ordinal)];
        trained.ShouldBe(ExportedProgram.Load(program).Parameters.Keys.Select(static name => name.Replace('.', '_')).Order(StringComparer.Ordinal));
        names.Count(static n => n.Contains("/moving_mean:", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
    }

    /// <summary>Wherever a product has its weight, every number of the parameters is trained.</summary>
    [Theory]
    [InlineData("ops/linear/linear-3d")]
    [InlineData("ops/layout/convnext-block")]
    [InlineData("stories/channel-order")]
    public void EveryParameterIsTrained(string fixture)
    {
        string program = Fixtures.PathOf(fixture + ".pt2");
        using KerasFile file = KerasFile.Of(program, ".h5")!;
        Trained(file).Sum(static w => w.Count).ShouldBe(ExportedProgram.Load(program).Parameters.Values.Sum(static p => p.Count));
    }

    private static IEnumerable<(string Name, long Count)> Trained(KerasFile file)
    {
        var stored = new MappedFile(file.Path);
        var weights = (HdfGroup)HdfReader.Read(stored.Slice(0, stored.Length)).Find("model_weights")!;
        return Layers(Description(file.Path))
            .Where(static l => (bool?)l["config"]!["trainable"] ?? false)
            .Select(l => weights.Group((string)l["name"]!))
            .SelectMany(static group => group.Attribute("weight_names")!.Values.Select(name => (name, ((HdfDataset)group.Find(name)!).Value.Count)));
    }

    private static string Torch(string weight) => weight
        .Replace("/kernel:0", "_weight", StringComparison.Ordinal)
        .Replace("/gamma:0", "_weight", StringComparison.Ordinal)
        .Replace("/beta:0", "_bias", StringComparison.Ordinal)
        .Replace("/bias:0", "_bias", StringComparison.Ordinal);

    private static void ShouldLookLike(JsonObject ours, JsonObject theirs)
    {
        string what = ours.ToJsonString();
        Keys(ours).Except(Keys(theirs)).ShouldBeEmpty(what);
        Same("module");
        Same("registered_name");
        (JsonObject config, JsonObject reference) = ((JsonObject)ours["config"]!, (JsonObject)theirs["config"]!);
        Keys(config).Except(Keys(reference)).Where(static key => key != "output_padding").ShouldBeEmpty(what);
        foreach ((string key, JsonNode? value) in config.Where(static k => k.Key is not ("dtype" or "axis" or "max_value" or "function")))
        {
            if (value is not (null or JsonArray { Count: 0 }) && reference[key] is { } other)
                Shape(value).ShouldBe(Shape(other), $"{key} of {what}");
        }
        JsonNode? call = ((JsonArray)ours["inbound_nodes"]!).FirstOrDefault(), otherCall = ((JsonArray)theirs["inbound_nodes"]!).FirstOrDefault();
        (call as JsonObject)?.Select(static k => k.Key).ShouldBe((otherCall as JsonObject)?.Select(static k => k.Key), what);
        (call is JsonArray a && a[0] is JsonArray).ShouldBe(otherCall is JsonArray b && b[0] is JsonArray, what);

        void Same(string key) => ours[key]?.ToJsonString().ShouldBe(theirs[key]?.ToJsonString(), what);
    }

    /// <summary>Numbers, texts, truth values, and lists of them.</summary>
    private static string Shape(JsonNode node) => node switch
    {
        JsonArray list => $"[{(list.Count == 0 ? "" : Shape(list[0]!))}]",
        _ => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? "bool" : node.GetValueKind().ToString(),
    };

    private static string Kind(JsonObject layer) => $"{layer["module"]} {layer["class_name"]} {layer["config"]!["function"]}";

    private static IEnumerable<string> Keys(JsonObject node) => node.Select(static member => member.Key).Order(StringComparer.Ordinal);

    private static IEnumerable<JsonObject> Layers(JsonObject description) => ((JsonArray)description["config"]!["layers"]!).Cast<JsonObject>();

    private static JsonObject Description(string path)
    {
        if (path.EndsWith(".h5", StringComparison.Ordinal))
        {
            var file = new MappedFile(path);
            return (JsonObject)JsonNode.Parse(HdfReader.Read(file.Slice(0, file.Length)).Attribute("model_config")!.Values[0])!;
        }
        using ZipArchive archive = ZipFile.OpenRead(path);
        using Stream config = archive.GetEntry("config.json")!.Open();
        return (JsonObject)JsonNode.Parse(config)!;
    }
}
