using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>The files of a TensorFlow.js model: <c>model.json</c>, and the weights one after the other in shards that browsers keep in their caches.</summary>
internal static partial class TfJsFiles
{
    public const string Model = "model.json";

    /// <summary>The property of <see cref="Model"/> that says who wrote it.</summary>
    public const string ConvertedBy = "convertedBy";

    public const int ShardBytes = 4 << 20;

    /// <summary><c>group1-shard1of2.bin</c></summary>
    /// <param name="index">Counted from 0.</param>
    public static string ShardName(int index, int count) => $"group1-shard{index + 1}of{count}.bin";

    /// <summary>Whether a folder holds a model that was written here, and nothing else.</summary>
    public static bool AreOwn(string folder)
    {
        string model = Path.Combine(folder, Model);
        bool hasOthers = Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) is var name && name != Model && !ShardPattern().IsMatch(name));
        return !hasOthers && File.Exists(model) && IsOwn(model);
    }

    private static bool IsOwn(string model)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(model));
            return document.RootElement.TryGetProperty(ConvertedBy, out JsonElement by) && by.ValueEquals(Producer.Name);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^group1-shard\d+of\d+\.bin$")]
    private static partial Regex ShardPattern();
}
