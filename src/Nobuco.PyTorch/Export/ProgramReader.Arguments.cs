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
            _json.BeginObject();
            while (_json.NextField(out string field))
            {
                if (field == "name")
                    name = _json.Name();
                else if (field == "arg")
                    value = Argument();
                else
                    _json.Skip();
            }
            arguments.Add(new NamedArgument(name, value));
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
            case "as_tensor" or "as_custom_obj" or "as_token": return Reference();
            case "as_sym_int" or "as_sym_bool" or "as_sym_float" or "as_optional_tensor": return Symbolic();
            case "as_tensors" or "as_sym_ints" or "as_sym_bools" or "as_sym_floats" or "as_optional_tensors": return List();
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
            case "as_none" or "as_layout" or "as_device":
                _json.Skip();
                return null;
            default: return new UnknownArgument(kind, _json.Element());
        }
    }

    /// <summary><c>{"name": "x"}</c>; PyTorch 2.1 also writes the bare name.</summary>
    private ValueReference? Reference()
    {
        if (_json.Type == JsonTokenType.String)
            return new ValueReference(_json.Name());
        ValueReference? reference = null;
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            if (field == "name" && !_json.IsNull)
                reference = new ValueReference(_json.Name());
            else
                _json.Skip();
        }
        return reference;
    }

    /// <summary>An item of a list or a symbolic argument: <c>{"name": …}</c>, <c>{"as_name": …}</c>, <c>{"as_int": …}</c>, <c>{"as_tensor": {"name": …}}</c>, <c>{"as_none": …}</c>.</summary>
    private object? Symbolic()
    {
        if (_json.Type != JsonTokenType.StartObject)
            return _json.Type == JsonTokenType.String ? new ValueReference(_json.Name()) : _json.Int64();
        object? value = null;
        while (_json.NextField(out string kind))
        {
            if (_json.IsNull)
                continue;
            if (kind is "name" or "as_name")
                value = new ValueReference(_json.Name());
            else if (kind == "class_fqn")
                _json.Skip();
            else
                value = Argument(kind);
        }
        return value;
    }

    private object?[] List()
    {
        var items = new List<object?>();
        _json.BeginArray();
        while (_json.NextItem())
            items.Add(_json.IsNull ? null : Symbolic());
        return [.. items];
    }

    private object?[] NestedList()
    {
        var items = new List<object?>();
        _json.BeginArray();
        while (_json.NextItem())
            items.Add(List());
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
