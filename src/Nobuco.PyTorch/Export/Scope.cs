using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export;

/// <summary>A number that follows from symbolic sizes by arithmetic that <see cref="Dim"/> does not express: an intermediate float, an undecided comparison.</summary>
internal sealed record UndecidedNumber(string Name);

/// <summary>The values of one run of one graph.</summary>
internal sealed class Scope(ProgramContext context, ExportedGraph graph, IAtenSurface surface)
{
    private readonly Dictionary<string, object?> _values = new(graph.Tensors.Count, StringComparer.Ordinal);

    public ProgramContext Context => context;

    public ExportedGraph Graph => graph;

    public IAtenSurface Surface => surface;

    public void Set(string name, object? value) => _values[name] = value;

    public void Forget(string name) => _values.Remove(name);

    /// <summary>An argument with its references replaced: tensors of the surface, numbers, lists of them.</summary>
    public object? Resolve(object? argument) => argument switch
    {
        ValueReference reference => Value(reference.Name),
        object?[] list => Array.ConvertAll(list, Resolve),
        DeviceArgument or LayoutArgument => null,
        UnknownArgument unknown => throw ModelErrors.Unsupported($"Arguments of the kind '{unknown.Kind}' are not supported."),
        _ => argument,
    };

    /// <summary>Gives names to results.</summary>
    public void Assign(IReadOnlyList<object?> outputs, IReadOnlyList<object?> results)
    {
        for (int i = 0; i < outputs.Count && i < results.Count; i++)
        {
            switch (outputs[i])
            {
                case ValueReference output: Set(output.Name, Unwrap(output.Name, results[i])); break;
                case object?[] list when results[i] is IReadOnlyList<object?> items: Assign(list, items); break;
                default: break;
            }
        }
    }

    /// <summary>The types that the program states for results: <see cref="TensorType"/>, <see cref="Dim"/>, or a list of them.</summary>
    public object? TypeOf(object? output) => output switch
    {
        ValueReference { Name: var name } when graph.Tensors.TryGetValue(name, out TensorMeta? meta) => meta.Type,
        ValueReference { Name: var name } => graph.Integers.GetValueOrDefault(name),
        object?[] list => (IReadOnlyList<object?>)Array.ConvertAll(list, TypeOf),
        _ => null,
    };

    private object? Value(string name)
    {
        if (!_values.TryGetValue(name, out object? value))
            throw ModelErrors.Program($"the value '{name}' is read before it is computed.");
        if (value is ProgramTensor tensor)
            _values[name] = value = surface.Constant(tensor);
        return value;
    }

    /// <summary>Numbers as long, double or bool, whatever the surface has for them.</summary>
    private object? Unwrap(string name, object? result) => result switch
    {
        Scalar { DType: DType.Bool } number => number.ToBoolean(),
        Scalar { DType: DType.Int64 } number => number.ToInt64(),
        Scalar { DType: DType.Float64 } number => number.ToDouble(),
        Tensor { Count: 1 } tensor when graph.Integers.ContainsKey(name) => tensor.ItemAsInt64(),
        Dim { IsConstant: true } constant => constant.Value,
        _ => result,
    };
}
