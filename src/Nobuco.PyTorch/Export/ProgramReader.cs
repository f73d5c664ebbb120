using System.Text.Json;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export;

/// <summary>The content of <c>models/model.json</c> (<c>serialized_exported_program.json</c>).</summary>
internal sealed class ProgramFile
{
    public ExportedGraph Graph { get; set; } = null!;

    public ProgramSignature Signature { get; set; } = null!;

    public string? InputTree { get; set; }

    public string? OutputTree { get; set; }

    public IReadOnlyList<string>? ForwardArgumentNames { get; set; }

    /// <summary>Where the module call graph lies in the JSON: sub-modules, and the pytrees of those whose signature was preserved.</summary>
    public JsonRange ModuleCalls { get; set; }

    public string SchemaVersion { get; set; } = "";

    public string? TorchVersion { get; set; }

    public string Dialect { get; set; } = "ATEN";

    public Dictionary<string, SymbolRange> Ranges { get; init; } = new(StringComparer.Ordinal);

    /// <summary>How the file writes every symbolic size.</summary>
    public Dictionary<Dim, string> Expressions { get; init; } = [];

    /// <summary>The example value of every symbol.</summary>
    public Dictionary<string, long> Hints { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonElement> UnknownFields { get; init; } = new(StringComparer.Ordinal);

    /// <summary>This, with the constants that PyTorch 2.1 keeps in the graph as inputs of the graph.</summary>
    public ProgramFile WithConstantsAsInputs()
    {
        if (Graph.InlineConstants.Count == 0)
            return this;
        ValueReference[] constants = [.. Graph.InlineConstants.Keys.Select(static name => new ValueReference(name))];
        var copy = (ProgramFile)MemberwiseClone();
        copy.Graph = Graph.WithInputs([.. Graph.Inputs, .. constants]);
        copy.Signature = Signature with { Inputs = [.. Signature.Inputs, .. constants.Select(static constant => new InputSpec(InputKind.Constant, constant, constant.Name))] };
        return copy;
    }
}

/// <summary>
/// Reads the JSON of an exported program, of every schema version: by the fields that are there, never by number. Unions may be an object of one
/// key or, in old files, of all keys with one that is not null.
/// </summary>
internal ref partial struct ProgramReader
{
    private readonly Dictionary<string, Dim> _dims = new(StringComparer.Ordinal);
    private readonly ProgramFile _file = new();
    private JsonCursor _json;

    private ProgramReader(ReadOnlySpan<byte> json) => _json = new JsonCursor(json, new NameTable());

    /// <exception cref="InvalidModelException">The text is no exported program.</exception>
    public static ProgramFile Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new ProgramReader(json);
            reader.Program();
            return reader._file;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw ModelErrors.Program(exception.Message, exception);
        }
    }

    private void Program()
    {
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            switch (field)
            {
                case "graph_module": GraphModule(); break;
                case "range_constraints": RangeConstraints(); break;
                case "schema_version": _file.SchemaVersion = SchemaVersion(); break;
                case "torch_version": _file.TorchVersion = _json.OptionalString(); break;
                case "dialect": _file.Dialect = _json.OptionalString() ?? _file.Dialect; break;
                case "verifiers": Verifiers(); break;
                default: _file.UnknownFields[field] = _json.Element(); break;
            }
        }
        if (_file.Graph is null || _file.Signature is null)
            throw ModelErrors.Program("its JSON has no graph or no signature.");
    }

    private void GraphModule()
    {
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            switch (field)
            {
                case "graph": _file.Graph = Graph(); break;
                case "signature": _file.Signature = Signature(); break;
                case "module_call_graph": _file.ModuleCalls = ModuleCalls(); break;
                case "call_spec": CallSpec(); break;
                default: _file.UnknownFields[field] = _json.Element(); break;
            }
        }
    }

    private string SchemaVersion()
    {
        if (_json.Type != JsonTokenType.StartObject)
            return _json.Text();
        string major = "0", minor = "0";
        while (_json.NextField(out string field))
        {
            if (field == "major")
                major = _json.Text();
            else if (field == "minor")
                minor = _json.Text();
            else
                _json.Skip();
        }
        return $"{major}.{minor}";
    }

    private void Verifiers()
    {
        string dialect = string.Join(",", _json.Strings());
        if (dialect.Length > 0)
            _file.Dialect = dialect;
    }

    private void RangeConstraints()
    {
        _json.BeginObject();
        while (_json.NextField(out string symbol))
        {
            long? minimum = null, maximum = null;
            _json.BeginObject();
            while (_json.NextField(out string bound))
            {
                if (bound == "min_val")
                    minimum = Bound();
                else if (bound == "max_val")
                    maximum = Bound();
                else
                    _json.Skip();
            }
            _file.Ranges[symbol] = new SymbolRange(minimum, maximum, null);
        }
    }

    /// <summary>Null, infinities and the largest integers stand for no bound.</summary>
    private readonly long? Bound()
    {
        if (_json.IsNull)
            return null;
        double value = _json.Double();
        return Math.Abs(value) < long.MaxValue / 2 ? (long)value : null;
    }

    private JsonRange ModuleCalls()
    {
        long start = _json.Offset;
        _json.BeginArray();
        while (_json.NextItem())
        {
            string path = "";
            _json.BeginObject();
            while (_json.NextField(out string field))
            {
                if (field == "fqn")
                    path = _json.String();
                else if (field == "signature" && path.Length == 0 && !_json.IsNull)
                    CallSpec();
                else
                    _json.Skip();
            }
        }
        return new JsonRange((int)start, (int)(_json.Offset + 1 - start));
    }

    /// <summary>The pytrees of the program's inputs and outputs.</summary>
    private void CallSpec()
    {
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            switch (field)
            {
                case "in_spec": _file.InputTree = _json.OptionalString(); break;
                case "out_spec": _file.OutputTree = _json.OptionalString(); break;
                case "forward_arg_names" when !_json.IsNull: _file.ForwardArgumentNames = _json.Strings(); break;
                default: _json.Skip(); break;
            }
        }
    }
}
