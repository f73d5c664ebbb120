using Nobuco.PyTorch.Archives;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Export.Extraction;

/// <summary>Runs a program as far as a part of it needs, and keeps copies of what the part reads: its real inputs.</summary>
internal static class InputCapture
{
    /// <param name="scope">Has the program's inputs, and an eager surface.</param>
    /// <param name="cut">The part.</param>
    /// <param name="weights">The names of inputs that never change.</param>
    /// <exception cref="InvalidModelException">A value is never computed.</exception>
    public static IReadOnlyDictionary<string, object?> Run(Scope scope, CutGraph cut, IEnumerable<string> weights)
    {
        var captured = new Dictionary<string, object?>(StringComparer.Ordinal);
        HashSet<string> wanted = [.. cut.Inputs.Select(static input => input.Name)];
        wanted.ExceptWith(weights);
        HashSet<ExportedNode> selected = [.. cut.Original];
        foreach (ExportedNode node in scope.Graph.Nodes)
        {
            if (selected.Contains(node))
            {
                foreach (ValueReference input in References.Inputs(node).Where(input => wanted.Remove(input.Name)))
                    captured[input.Name] = Copy(scope.Resolve(input), scope.Graph.Tensors.GetValueOrDefault(input.Name));
            }
            if (wanted.Count == 0)
                break;
            node.Call ??= NodeCall.Decide(node, scope);
            node.Call.Run(node, scope);
            foreach (string name in node.LastUses)
                scope.Forget(name);
        }
        return wanted.Count == 0 ? captured : throw ModelErrors.Program($"the value '{wanted.First()}' is never computed.");
    }

    /// <summary>A dense copy whose axes lie in memory in the order that the program says.</summary>
    private static object? Copy(object? value, TensorMeta? meta)
    {
        if (value is not Tensor tensor)
            return value;
        int[] order = [.. Enumerable.Range(0, tensor.Rank)];
        if (meta is not null && meta.Strides.Count == tensor.Rank && meta.Strides.All(static stride => stride.TryValue is > 0))
            order = [.. order.OrderByDescending(axis => meta.Strides[axis].Value)];
        int[] inverse = [.. Enumerable.Range(0, tensor.Rank).Select(axis => Array.IndexOf(order, axis))];
        return tensor.Permute([.. order]).Clone().Permute([.. inverse]);
    }
}
