using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Export;

/// <summary>
/// Reads where nodes come from: <c>nn_module_stack</c> and <c>stack_trace</c>. Most of a program's JSON is this text; a node's is read when asked for.
/// </summary>
internal sealed partial class NodeMetadata(TensorStorage json)
{
    private const string Root = "L['self']";
    private const string NoModule = "_empty_nn_module_stack_from_metadata_hook";

    private readonly Dictionary<string, Seq<ModuleCall>> _stacks = new(StringComparer.Ordinal);
    private readonly Dictionary<ExportedNode, Provenance> _provenances = [];
    private readonly Lock _lock = new();

    public Provenance Of(ExportedNode node)
    {
        lock (_lock)
        {
            if (!_provenances.TryGetValue(node, out Provenance? provenance))
                _provenances.Add(node, provenance = Read(node.Metadata));
            return provenance;
        }
    }

    private Provenance Read(JsonRange range)
    {
        if (range.Length == 0)
            return Provenance.None;
        string stack = "", trace = "";
        var reader = new Utf8JsonReader(json.AllBytes().Slice(range.Start, range.Length));
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            if (reader.ValueTextEquals("nn_module_stack"u8) && reader.Read() && reader.TokenType == JsonTokenType.String)
                stack = reader.GetString()!;
            else if (reader.ValueTextEquals("stack_trace"u8) && reader.Read() && reader.TokenType == JsonTokenType.String)
                trace = reader.GetString()!;
        }
        if (!_stacks.TryGetValue(stack, out Seq<ModuleCall> modules))
            _stacks.Add(stack, modules = ReadModules(stack));
        return new Provenance(modules, ReadLine(trace));
    }

    /// <summary><c>key,path,class;key,path,class</c>; PyTorch 2.1 writes <c>key:(path,class)</c>.</summary>
    internal static Seq<ModuleCall> ReadModules(string stack)
    {
        var calls = new List<ModuleCall>();
        foreach (string entry in stack.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = entry.Contains(":(", StringComparison.Ordinal)
                ? ["", .. entry[(entry.IndexOf(":(", StringComparison.Ordinal) + 2)..].TrimEnd(')').Split(',')]
                : entry.Split(',');
            if (parts.Length < 3 || parts[1] == NoModule)
                continue;
            (string path, int repetition) = ReadPath(string.Join(',', parts[1..^1]).Trim());
            calls.Add(new ModuleCall(path, parts[^1].Trim(), repetition));
        }
        return [.. calls];
    }

    /// <summary><c>layer1.0.conv1@1</c>; strict exports up to 2.5 write <c>L['self'].layer1[0].conv1</c>.</summary>
    private static (string Path, int Repetition) ReadPath(string path)
    {
        int repetition = 0;
        if (path.LastIndexOf('@') is >= 0 and int at && int.TryParse(path.AsSpan(at + 1), CultureInfo.InvariantCulture, out repetition))
            path = path[..at];
        path = path.Trim('\'', '"');
        if (path.StartsWith(Root, StringComparison.Ordinal))
            path = Brackets().Replace(path[Root.Length..], ".$1").TrimStart('.');
        return (path, repetition);
    }

    /// <summary>The innermost line outside of PyTorch itself, as it is the user's; PyTorch's own if there is no other.</summary>
    internal static SourceLine? ReadLine(string trace)
    {
        SourceLine? line = null;
        foreach (Match frame in Frames().Matches(trace))
        {
            bool isOwn = !frame.Groups["file"].Value.Contains("/torch/", StringComparison.Ordinal);
            if (isOwn || line is null)
                line = new SourceLine(
                    frame.Groups["file"].Value,
                    int.Parse(frame.Groups["line"].Value, CultureInfo.InvariantCulture),
                    frame.Groups["function"].Value.Trim(),
                    frame.Groups["code"].Value.Trim());
        }
        return line;
    }

    [GeneratedRegex("""\[['"]?([^'"\]]*)['"]?\]""")]
    private static partial Regex Brackets();

    [GeneratedRegex("""File "(?<file>[^"]*)", line (?<line>\d{1,8}), in (?<function>[^\n]*)(\n(?!\s*File ")(?<code>[^\n]*))?""")]
    private static partial Regex Frames();
}
