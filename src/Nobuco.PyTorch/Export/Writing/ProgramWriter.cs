using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors.Storage;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export.Writing;

/// <summary>
/// Writes the JSON of an exported program, the counterpart of <see cref="ProgramReader"/>: what older files say otherwise is brought to this form. Fields follow
/// <c>torch/_export/serde/schema.py</c>; the parts are in the files of the same name.
/// </summary>
/// <param name="json">The JSON that the program was read from, for what is passed on as it is.</param>
internal sealed partial class ProgramWriter(ProgramFile file, TensorStorage json, ProgramSchema schema) : IDisposable
{
    /// <summary>Fields that only an interpreter in Python asks for; without them the loader takes these.</summary>
    private const string AtenOpset = """{"aten": 10}""";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly MemoryStream _stream = new();
    private Utf8JsonWriter _json = null!;

    private bool IsNewest => schema == ProgramSchema.Newest;

    /// <summary>Files of PyTorch 2.5 and later say where nodes come from as it is written today.</summary>
    private bool IsCurrent => file.SchemaVersion.StartsWith("8.", StringComparison.Ordinal) || file.SchemaVersion.StartsWith("7.", StringComparison.Ordinal);

    /// <exception cref="InvalidModelException">The program holds what is not written: TorchBind objects, effect tokens, gradients.</exception>
    public static byte[] Write(ProgramFile file, TensorStorage json, ProgramSchema schema)
    {
        using var writer = new ProgramWriter(file, json, schema);
        using (writer._json = new Utf8JsonWriter(writer._stream, s_options))
            writer.Program();
        return writer._stream.ToArray();
    }

    public void Dispose() => _stream.Dispose();

    private void Program()
    {
        _json.WriteStartObject();
        _json.WritePropertyName("graph_module");
        GraphModule();
        Raw("opset_version", AtenOpset);
        RangeConstraints();
        _json.WriteStartObject("schema_version");
        _json.WriteNumber("major", 8);
        _json.WriteNumber("minor", IsNewest ? 20 : 2);
        _json.WriteEndObject();
        _json.WriteStartArray("verifiers");
        foreach (string dialect in file.Dialect.Split(','))
            _json.WriteStringValue(dialect);
        _json.WriteEndArray();
        _json.WriteString("torch_version", file.TorchVersion ?? "<=2.4");
        if (IsNewest)
            Raw("guards_code", "[]");
        _json.WriteEndObject();
    }

    private void GraphModule()
    {
        _json.WriteStartObject();
        _json.WritePropertyName("graph");
        Graph(file.Graph);
        Signature();
        _json.WritePropertyName("module_call_graph");
        if (file.ModuleCalls.Length == 0 || !IsCurrent)
            ModuleCalls();
        else if (IsNewest)
            _json.WriteRawValue(json.Bytes(file.ModuleCalls.Start, file.ModuleCalls.Length), skipInputValidation: true);
        else
            WithoutNewerFields(JsonNode.Parse(json.Bytes(file.ModuleCalls.Start, file.ModuleCalls.Length))!.AsArray()).WriteTo(_json);
        Raw("metadata", "{}");
        if (IsNewest)
            Raw("treespec_namedtuple_fields", "{}");
        _json.WriteEndObject();
    }

    private static JsonArray WithoutNewerFields(JsonArray moduleCalls)
    {
        foreach (JsonNode? call in moduleCalls)
            (call?["signature"] as JsonObject)?.Remove("forward_arg_names");
        return moduleCalls;
    }

    /// <summary>The root alone: how the inputs and outputs are nested.</summary>
    private void ModuleCalls()
    {
        _json.WriteStartArray();
        _json.WriteStartObject();
        _json.WriteString("fqn", "");
        _json.WriteStartObject("signature");
        Raw("inputs", "[]");
        Raw("outputs", "[]");
        _json.WriteString("in_spec", file.InputTree);
        _json.WriteString("out_spec", file.OutputTree);
        if (IsNewest && file.ForwardArgumentNames is { } names)
        {
            _json.WritePropertyName("forward_arg_names");
            Array(names, _json.WriteStringValue);
        }
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    private void RangeConstraints()
    {
        _json.WriteStartObject("range_constraints");
        foreach ((string symbol, SymbolRange range) in file.Ranges)
        {
            _json.WriteStartObject(symbol);
            Optional("min_val", range.Minimum);
            Optional("max_val", range.Maximum);
            _json.WriteEndObject();
        }
        _json.WriteEndObject();
    }

    /// <summary>A field that is passed on from the file where it has it.</summary>
    private void Raw(string name, string otherwise)
    {
        _json.WritePropertyName(name);
        if (file.UnknownFields.TryGetValue(name, out JsonElement element) && element.ValueKind != JsonValueKind.Null)
            element.WriteTo(_json);
        else
            _json.WriteRawValue(otherwise);
    }

    private void Optional(string name, long? value)
    {
        if (value is { } number)
            _json.WriteNumber(name, number);
        else
            _json.WriteNull(name);
    }

    private void Array<T>(IEnumerable<T> items, Action<T> write)
    {
        _json.WriteStartArray();
        foreach (T item in items)
            write(item);
        _json.WriteEndArray();
    }

    /// <summary><c>{"kind": …}</c>: one alternative of a union.</summary>
    private void Union(string kind, Action value)
    {
        _json.WriteStartObject();
        _json.WritePropertyName(kind);
        value();
        _json.WriteEndObject();
    }

    /// <summary>As Python prints it, a whole number with <c>.0</c>; what is no number as a quoted word, up to PyTorch 2.6 as a bare one.</summary>
    private void Double(double value)
    {
        if (!double.IsFinite(value))
        {
            string word = double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
            _json.WriteRawValue(IsNewest ? $"\"{word}\"" : word, skipInputValidation: true);
            return;
        }
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        _json.WriteRawValue(text.AsSpan().ContainsAny(".E") ? text : text + ".0");
    }

    private static InvalidModelException NotWritten(string what) => ModelErrors.Unsupported($"{what} are not written to .pt2 files.", "Cut out a part of the program that has none.");

    /// <summary><c>{"as_int": 3}</c>, or an expression with its example value.</summary>
    private void Size(Dim size)
    {
        if (size.TryValue is { } constant)
        {
            Union("as_int", () => _json.WriteNumberValue(constant));
            return;
        }
        Union("as_expr", () => Expression(file.Expressions.GetValueOrDefault(size) ?? SympyText.Of(size), Hint(size)));
    }

    private long? Hint(Dim size) => size.Symbols.All(file.Hints.ContainsKey) ? size.Evaluate(file.Hints) : null;

    private void Expression(string text, long? hint)
    {
        _json.WriteStartObject();
        _json.WriteString("expr_str", text);
        _json.WritePropertyName("hint");
        if (hint is { } example)
            Union("as_int", () => _json.WriteNumberValue(example));
        else
            _json.WriteNullValue();
        _json.WriteEndObject();
    }
}
