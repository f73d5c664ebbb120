using System.Text.Json;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export;

/// <summary>Graphs, nodes and what is stated of values.</summary>
internal ref partial struct ProgramReader
{
    private ExportedGraph Graph()
    {
        object?[] inputs = [], outputs = [];
        ExportedNode[] nodes = [];
        var tensors = new Dictionary<string, TensorMeta>(StringComparer.Ordinal);
        var integers = new Dictionary<string, Dim>(StringComparer.Ordinal);
        var booleans = new Dictionary<string, bool>(StringComparer.Ordinal);
        var booleanExpressions = new Dictionary<string, string>(StringComparer.Ordinal);
        var floats = new Dictionary<string, object>(StringComparer.Ordinal);
        var constants = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        bool returnsSingleTensor = false;
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            switch (field)
            {
                case "inputs": inputs = Arguments(); break;
                case "outputs": outputs = Arguments(); break;
                case "nodes": nodes = Nodes(); break;
                case "tensor_values": TensorValues(tensors); break;
                case "sym_int_values": SymbolicIntegers(integers); break;
                case "sym_bool_values": SymbolicBooleans(booleans, booleanExpressions); break;
                case "sym_float_values": SymbolicFloats(floats); break;
                case "is_single_tensor_return": returnsSingleTensor = !_json.IsNull && _json.Boolean(); break;
                case "constants" when !_json.IsNull: InlineConstants(constants); break;
                default: _json.Skip(); break;
            }
        }
        return new ExportedGraph
        {
            Inputs = inputs,
            Outputs = outputs,
            Nodes = nodes,
            Tensors = tensors,
            Integers = integers,
            Booleans = booleans,
            BooleanExpressions = booleanExpressions,
            Floats = floats,
            ReturnsSingleTensor = returnsSingleTensor,
            InlineConstants = constants,
        };
    }

    private ExportedNode[] Nodes()
    {
        var nodes = new List<ExportedNode>();
        _json.BeginArray();
        while (_json.NextItem())
            nodes.Add(Node());
        return [.. nodes];
    }

    private ExportedNode Node()
    {
        string target = "", name = "";
        NamedArgument[] inputs = [];
        object?[] outputs = [];
        JsonRange metadata = default;
        bool? returnsSingleTensor = null;
        Dictionary<string, JsonElement>? unknown = null;
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            switch (field)
            {
                case "target": target = _json.Name(); break;
                case "inputs": inputs = NamedArguments(); break;
                case "outputs": outputs = Arguments(); break;
                case "metadata": metadata = _json.SkipRange(); break;
                case "name": name = _json.IsNull ? "" : _json.Name(); break;
                case "is_hop_single_tensor_return": returnsSingleTensor = _json.IsNull ? null : _json.Boolean(); break;
                default: (unknown ??= [])[field] = _json.Element(); break;
            }
        }
        return new ExportedNode
        {
            Name = name.Length > 0 ? name : FirstName(outputs) ?? target,
            Target = target,
            Inputs = inputs,
            Outputs = outputs,
            Metadata = metadata,
            ReturnsSingleTensor = returnsSingleTensor,
            UnknownFields = unknown,
        };
    }

    /// <summary>Nodes have no names of their own before schema 8.15; a result's name is one.</summary>
    private static string? FirstName(IEnumerable<object?> outputs) => outputs
        .Select(static output => output switch
        {
            ValueReference value => value.Name,
            object?[] list => FirstName(list),
            _ => null,
        })
        .FirstOrDefault(static name => name is not null);

    private void TensorValues(Dictionary<string, TensorMeta> tensors)
    {
        _json.BeginObject();
        while (_json.NextField(out string name))
            tensors[name] = TensorMeta();
    }

    private TensorMeta TensorMeta()
    {
        string type = "";
        Seq<Dim> sizes = [], strides = [];
        var meta = new TensorMeta(type, sizes, strides);
        (bool requiresGradient, DeviceArgument device, Dim offset, long layout) = (meta.RequiresGradient, meta.Device, meta.StorageOffset, meta.Layout);
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            switch (field)
            {
                // PyTorch 2.1 wraps it once more.
                case "meta": meta = TensorMeta(); break;
                case "dtype": type = _json.Text(); break;
                case "sizes": sizes = Dims(); break;
                case "strides": strides = Dims(); break;
                case "requires_grad": requiresGradient = _json.Type == JsonTokenType.True; break;
                case "device": device = Device() ?? device; break;
                case "storage_offset": offset = SymbolicInteger() ?? offset; break;
                case "layout": layout = _json.Type == JsonTokenType.Number ? _json.Int64() : layout; break;
                default: _json.Skip(); break;
            }
        }
        return meta.ElementType.Length > 0 ? meta : new TensorMeta(type, sizes, strides) { RequiresGradient = requiresGradient, Device = device, StorageOffset = offset, Layout = layout };
    }

    private Seq<Dim> Dims()
    {
        var dims = new List<Dim>();
        _json.BeginArray();
        while (_json.NextItem())
            dims.Add(SymbolicInteger() ?? throw _json.Unexpected("a size"));
        return [.. dims];
    }

    private void SymbolicIntegers(Dictionary<string, Dim> values)
    {
        _json.BeginObject();
        while (_json.NextField(out string name))
        {
            if (SymbolicInteger() is { } value)
                values[name] = value;
        }
    }

    /// <summary>A <c>SymInt</c>: <c>{"as_int": 3}</c>, or <c>{"as_expr": {"expr_str": …, "hint": {"as_int": 2}}}</c>.</summary>
    private Dim? SymbolicInteger()
    {
        if (_json.Type == JsonTokenType.Number)
            return _json.Int64();
        Dim? value = null;
        _json.BeginObject();
        while (_json.NextField(out string kind))
        {
            if (_json.IsNull)
                continue;
            if (kind == "as_int")
                value = Constant(_json.Int64());
            else if (kind == "as_expr")
                value = Expression();
            else
                _json.Skip();
        }
        return value;
    }

    private Dim? Expression()
    {
        if (_json.Type == JsonTokenType.String)
            return Expression(_json.String());
        Dim? value = null;
        long? hint = null;
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            if (field == "expr_str")
                value = Expression(_json.String());
            else if (field == "hint")
                hint = Hint();
            else
                _json.Skip();
        }
        if (value?.SymbolName is { } symbol && hint is { } example)
            _file.Hints[symbol] = example;
        return value;
    }

    private long? Hint()
    {
        if (_json.Type == JsonTokenType.Number)
            return (long)_json.Double();
        long? hint = null;
        if (_json.IsNull)
            return null;
        _json.BeginObject();
        while (_json.NextField(out string kind))
        {
            if (kind == "as_int" && !_json.IsNull)
                hint = _json.Int64();
            else
                _json.Skip();
        }
        return hint;
    }

    /// <summary>An expression that has no polynomial form is a symbol of its own, named by its text.</summary>
    private readonly Dim Expression(string text)
    {
        if (_dims.TryGetValue(text, out Dim? known))
            return known;
        Dim value;
        try
        {
            value = DimParser.Parse(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or DivideByZeroException or InvalidOperationException)
        {
            value = Dim.Symbol(text);
        }
        _file.Expressions.TryAdd(value, text);
        return _dims[text] = value;
    }

    private readonly Dim Constant(long value)
    {
        string text = value is >= 0 and < 10 ? "0123456789".Substring((int)value, 1) : value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return _dims.TryGetValue(text, out Dim? known) ? known : _dims[text] = value;
    }

    private void SymbolicBooleans(Dictionary<string, bool> values, Dictionary<string, string> expressions)
    {
        _json.BeginObject();
        while (_json.NextField(out string name))
        {
            _json.BeginObject();
            while (_json.NextField(out string kind))
            {
                if (kind == "as_bool" && !_json.IsNull)
                    values[name] = _json.Boolean();
                else if (kind == "as_expr" && !_json.IsNull)
                    expressions[name] = ExpressionText();
                else
                    _json.Skip();
            }
        }
    }

    private void SymbolicFloats(Dictionary<string, object> values)
    {
        _json.BeginObject();
        while (_json.NextField(out string name))
        {
            _json.BeginObject();
            while (_json.NextField(out string kind))
            {
                if (kind == "as_float" && !_json.IsNull)
                    values[name] = _json.Double();
                else if (kind == "as_expr" && !_json.IsNull)
                    values[name] = ExpressionText();
                else
                    _json.Skip();
            }
        }
    }

    /// <summary>The text of a <c>SymExpr</c>; PyTorch 2.1 writes it bare.</summary>
    private string ExpressionText()
    {
        if (_json.Type == JsonTokenType.String)
            return _json.String();
        string text = "";
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            if (field == "expr_str")
                text = _json.String();
            else
                _json.Skip();
        }
        return text;
    }

    private void InlineConstants(Dictionary<string, byte[]> constants)
    {
        _json.BeginObject();
        while (_json.NextField(out string name))
            constants[name] = Convert.FromBase64String(_json.String());
    }
}
