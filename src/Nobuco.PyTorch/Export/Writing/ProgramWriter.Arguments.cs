using System.Numerics;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Export.Writing;

/// <summary>Arguments: the union's alternative follows from the value.</summary>
internal sealed partial class ProgramWriter
{
    private void Arguments(string name, IEnumerable<object?> arguments)
    {
        _json.WritePropertyName(name);
        Array(arguments, Argument);
    }

    private void Argument(object? value)
    {
        switch (value)
        {
            case null: Union("as_none", () => _json.WriteBooleanValue(true)); break;
            case ValueReference reference: Reference(reference); break;
            case long number: Union("as_int", () => _json.WriteNumberValue(number)); break;
            case double number: Union("as_float", () => Double(number)); break;
            case bool truth: Union("as_bool", () => _json.WriteBooleanValue(truth)); break;
            case string text: Union("as_string", () => _json.WriteStringValue(text)); break;
            case Complex number: Union("as_complex", () => Complex(number)); break;
            case DType dtype: Union("as_scalar_type", () => _json.WriteNumberValue(ScalarTypes.ToExport(dtype))); break;
            case MemoryFormat format: Union("as_memory_format", () => _json.WriteNumberValue(MemoryFormats.ToExport(format))); break;
            case LayoutArgument layout: Union("as_layout", () => _json.WriteNumberValue(layout.Code)); break;
            case DeviceArgument device: Union("as_device", () => Device(device)); break;
            case Seq<long> items: Union("as_ints", () => Array(items, _json.WriteNumberValue)); break;
            case Seq<double> items: Union("as_floats", () => Array(items, Double)); break;
            case Seq<bool> items: Union("as_bools", () => Array(items, _json.WriteBooleanValue)); break;
            case Seq<string> items: Union("as_strings", () => Array(items, _json.WriteStringValue)); break;
            case object?[] items: List(items); break;
            case OperatorArgument target: Union("as_operator", () => _json.WriteStringValue(target.Target)); break;
            case GraphArgument body: Union("as_graph", () => Body(body)); break;
            case UnknownArgument unknown: Union(unknown.Kind, () => unknown.Value.WriteTo(_json)); break;
            default: throw NotWritten($"Arguments of the type {value.GetType().Name}");
        }
    }

    private void Reference(ValueReference reference)
    {
        string kind = reference.Kind switch
        {
            ReferenceKind.Tensor => "as_tensor",
            ReferenceKind.Integer => "as_sym_int",
            ReferenceKind.Boolean => "as_sym_bool",
            ReferenceKind.Float => "as_sym_float",
            _ => throw NotWritten("TorchBind objects and effect tokens"),
        };
        Union(kind, () => Name(reference.Kind == ReferenceKind.Tensor ? "name" : "as_name", reference.Name));
    }

    private void Name(string field, string name)
    {
        _json.WriteStartObject();
        _json.WriteString(field, name);
        _json.WriteEndObject();
    }

    /// <summary>Tensors, tensors and None, lists of tensors, or numbers of which some are symbolic.</summary>
    private void List(object?[] items)
    {
        ReferenceKind kind = items.OfType<ValueReference>().Select(static item => item.Kind).FirstOrDefault(items.Any(static item => item is long) ? ReferenceKind.Integer : ReferenceKind.Tensor);
        if (items.Length > 0 && items.All(static item => item is object?[]))
            Union("as_nested_tensors", () => Array(items, list => Array((object?[])list!, Tensor)));
        else if (kind == ReferenceKind.Tensor && items.Contains(null))
            Union("as_optional_tensors", () => Array(items, Argument));
        else if (kind == ReferenceKind.Tensor)
            Union("as_tensors", () => Array(items, Tensor));
        else
            Union(kind switch { ReferenceKind.Boolean => "as_sym_bools", ReferenceKind.Float => "as_sym_floats", _ => "as_sym_ints" }, () => Array(items, Number));
    }

    private void Tensor(object? item) => Name("name", ((ValueReference)item!).Name);

    private void Number(object? item)
    {
        if (item is ValueReference reference)
            Name("as_name", reference.Name);
        else
            Argument(item);
    }

    private void Complex(Complex number)
    {
        _json.WriteStartObject();
        _json.WritePropertyName("real");
        Double(number.Real);
        _json.WritePropertyName("imag");
        Double(number.Imaginary);
        _json.WriteEndObject();
    }

    private void Body(GraphArgument body)
    {
        _json.WriteStartObject();
        _json.WriteString("name", body.Name);
        _json.WritePropertyName("graph");
        Graph(body.Graph);
        _json.WriteEndObject();
    }
}
