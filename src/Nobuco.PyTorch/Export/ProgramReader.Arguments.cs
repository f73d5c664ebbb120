using System.Numerics;
using System.Text.Json;
using Nobuco.PyTorch.Aten.Schema;

namespace Nobuco.PyTorch.Export;

/// <summary>Arguments: a union of some thirty kinds.</summary>
internal ref partial struct ProgramReader
{
    private object?[] Arguments()
    {
        var arguments = new List<object?>();
        _json.BeginArray();
        while (_json.NextItem())
            arguments.Add(Argument());
        return [.. arguments];
    }

    private NamedArgument[] NamedArguments()
    {
        var arguments = new List<NamedArgument>();
        _json.BeginArray();
        while (_json.NextItem())
        {
            string name = "";
            object? value = null;
            long? kind = null;
            _json.BeginObject();
            while (_json.NextField(out string field))
            {
                if (field == "name")
                    name = _json.Name();
                else if (field == "arg")
                    value = Argument();
                else if (field == "kind" && _json.Type == JsonTokenType.Number)
                    kind = _json.Int64();
                else
                    _json.Skip();
            }
            arguments.Add(new NamedArgument(name, value, kind));
        }
        return [.. arguments];
    }

    /// <summary>The one alternative that is not null; none of them is None.</summary>
    private object? Argument()
    {
        object? value = null;
        _json.BeginObject();
        while (_json.NextField(out string kind))
        {
            if (!_json.IsNull)
                value = Argument(kind);
        }
        return value;
    }

    private object? Argument(string kind)
    {
        switch (kind)
        {
            case "as_tensor": return Reference(ReferenceKind.Tensor);
            case "as_custom_obj" or "as_token": return Reference(ReferenceKind.Object);
            case "as_sym_int" or "as_sym_bool" or "as_sym_float" or "as_optional_tensor": return Symbolic(KindOf(kind));
            case "as_tensors" or "as_sym_ints" or "as_sym_bools" or "as_sym_floats" or "as_optional_tensors": return List(KindOf(kind));
            case "as_nested_tensors": return NestedList();
            case "as_int": return _json.Int64();
            case "as_ints": return _json.Int64s();
            case "as_float": return _json.Double();
            case "as_floats": return _json.Doubles();
            case "as_bool": return _json.Boolean();
            case "as_bools": return _json.Booleans();
            case "as_string": return _json.String();
            case "as_strings": return _json.Strings();
            case "as_complex": return Complex();
            case "as_scalar_type": return ScalarType();
            case "as_memory_format": return MemoryFormats.FromExport(_json.Text());
            case "as_graph": return GraphArgument();
            case "as_operator": return new OperatorArgument(_json.String());
            case "as_device": return Device();
            case "as_layout": return _json.Type == JsonTokenType.Number ? new LayoutArgument(_json.Int64()) : new UnknownArgument(kind, _json.Element());
            case "as_none":
                _json.Skip();
                return null;
            default: return new UnknownArgument(kind, _json.Element());
        }
    }

    /// <summary><c>{"name": "x"}</c>; PyTorch 2.1 also writes the bare name.</summary>
    private ValueReference? Reference(ReferenceKind kind)
    {
        if (_json.Type == JsonTokenType.String)
            return new ValueReference(_json.Name(), kind);
        ValueReference? reference = null;
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            if (field == "name" && !_json.IsNull)
                reference = new ValueReference(_json.Name(), kind);
            else
                _json.Skip();
        }
        return reference;
    }

    /// <summary>An item of a list or a symbolic argument: <c>{"name": …}</c>, <c>{"as_name": …}</c>, <c>{"as_int": …}</c>, <c>{"as_tensor": {"name": …}}</c>, <c>{"as_none": …}</c>.</summary>
    private object? Symbolic(ReferenceKind kind)
    {
        if (_json.Type != JsonTokenType.StartObject)
            return _json.Type == JsonTokenType.String ? new ValueReference(_json.Name(), kind) : _json.Int64();
        object? value = null;
        while (_json.NextField(out string field))
        {
            if (_json.IsNull)
                continue;
            if (field is "name" or "as_name")
                value = new ValueReference(_json.Name(), kind);
            else if (field == "class_fqn")
                _json.Skip();
            else
                value = Argument(field);
        }
        return value;
    }

    private static ReferenceKind KindOf(string argument) => argument switch
    {
        "as_sym_int" or "as_sym_ints" => ReferenceKind.Integer,
        "as_sym_bool" or "as_sym_bools" => ReferenceKind.Boolean,
        "as_sym_float" or "as_sym_floats" => ReferenceKind.Float,
        _ => ReferenceKind.Tensor,
    };

    private DeviceArgument? Device()
    {
        string? type = null;
        long? index = null;
        if (_json.Type != JsonTokenType.StartObject)
            return null;
        while (_json.NextField(out string field))
        {
            if (field == "type")
                type = _json.OptionalString();
            else if (field == "index" && !_json.IsNull)
                index = _json.Int64();
            else
                _json.Skip();
        }
        return type is null ? null : new DeviceArgument(type, index);
    }

    private object?[] List(ReferenceKind kind)
    {
        var items = new List<object?>();
        _json.BeginArray();
        while (_json.NextItem())
            items.Add(_json.IsNull ? null : Symbolic(kind));
        return [.. items];
    }

    private object?[] NestedList()
    {
        var items = new List<object?>();
        _json.BeginArray();
        while (_json.NextItem())
            items.Add(List(ReferenceKind.Tensor));
        return [.. items];
    }

    private Complex Complex()
    {
        double real = 0, imaginary = 0;
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            if (field == "real")
                real = _json.Double();
            else if (field == "imag")
                imaginary = _json.Double();
            else
                _json.Skip();
        }
        return new Complex(real, imaginary);
    }

    private object ScalarType()
    {
        JsonElement element = _json.Element();
        string text = element.ToString();
        return ScalarTypes.FromExport(text) is { } dtype ? dtype : new UnknownArgument("as_scalar_type", element);
    }

    private GraphArgument GraphArgument()
    {
        string name = "";
        ExportedGraph? graph = null;
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            if (field == "name")
                name = _json.Name();
            else if (field == "graph")
                graph = Graph();
            else
                _json.Skip();
        }
        return new GraphArgument(name, graph ?? throw _json.Unexpected("a graph"));
    }
}
