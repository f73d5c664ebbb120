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

    /// <summary>The program's JSON, which holds the texts.</summary>
    public TensorStorage Json => json;

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
        (string stack, string trace) = ReadTexts(json, range);
        if (!_stacks.TryGetValue(stack, out Seq<ModuleCall> modules))
            _stacks.Add(stack, modules = ReadModules(stack));
        return new Provenance(modules, ReadLine(trace));
    }

    /// <summary>The texts <c>nn_module_stack</c> and <c>stack_trace</c>; empty where there are none.</summary>
    internal static (string Stack, string Trace) ReadTexts(TensorStorage json, JsonRange range)
    {
        string stack = "", trace = "";
        if (range.Length == 0)
            return (stack, trace);
        var reader = new Utf8JsonReader(json.AllBytes().Slice(range.Start, range.Length));
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            if (reader.ValueTextEquals("nn_module_stack"u8) && reader.Read())
                stack = Text(reader);
            else if (reader.ValueTextEquals("stack_trace"u8) && reader.Read())
                trace = Text(reader);
        }
        return (stack, trace);
    }

    /// <summary>A string; empty for another value and for text that is no Unicode, as file names can be.</summary>
    private static string Text(in Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
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
            (_, int repetition) = SplitRepetition(parts[0]);
            (string path, int repetitionOfPath) = SplitRepetition(string.Join(',', parts[1..^1]));
            calls.Add(new ModuleCall(Normalize(path), parts[^1].Trim(), Math.Max(repetition, repetitionOfPath)));
        }
        return [.. calls];
    }

    /// <summary>The second call of <c>pool</c> is <c>pool@1</c>.</summary>
    private static (string Text, int Repetition) SplitRepetition(string text) =>
        text.LastIndexOf('@') is >= 0 and int at && int.TryParse(text.AsSpan(at + 1), CultureInfo.InvariantCulture, out int repetition)
            ? (text[..at], repetition)
            : (text, 0);

    /// <summary>Strict exports up to 2.5 write <c>L['self'].layer1[0].conv1</c> for <c>layer1.0.conv1</c>.</summary>
    private static string Normalize(string path)
    {
        string plain = path.Trim().Trim('\'', '"');
        return plain.StartsWith(Root, StringComparison.Ordinal) ? Brackets().Replace(plain[Root.Length..], ".$1").TrimStart('.') : plain;
    }

    /// <summary>The innermost line outside of PyTorch itself and of code that it generates, as it is the user's; another if there is none.</summary>
    internal static SourceLine? ReadLine(string trace)
    {
        SourceLine? line = null;
        foreach (Match frame in Frames().Matches(trace))
        {
            string file = frame.Groups["file"].Value;
            bool isOwn = !file.Contains("/torch/", StringComparison.Ordinal) && !file.StartsWith('<');
            if (isOwn || line is null)
                line = new SourceLine(
                    file,
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
