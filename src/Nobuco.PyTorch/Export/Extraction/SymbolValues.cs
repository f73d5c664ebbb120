using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export.Extraction;

/// <summary>What a program's symbols stand for in a run: the sizes of its inputs; what they do not say, as the file's examples have it.</summary>
internal static class SymbolValues
{
    /// <param name="inputs">One per input that the user gives.</param>
    public static IReadOnlyDictionary<string, long> Of(ProgramFile file, IReadOnlyList<object?> inputs)
    {
        var values = new Dictionary<string, long>(file.Hints, StringComparer.Ordinal);
        IEnumerable<ValueReference> references = file.Signature.Inputs.Where(static spec => spec.Kind == InputKind.User).Select(static spec => spec.Argument).OfType<ValueReference>();
        foreach ((ValueReference reference, object? input) in references.Zip(inputs))
        {
            if (input is Tensor tensor && file.Graph.Tensors.TryGetValue(reference.Name, out TensorMeta? meta))
                Set(values, meta.Sizes.Zip(tensor.Shape));
            else if (input is long number && file.Graph.Integers.TryGetValue(reference.Name, out Dim? size))
                Set(values, [(size, number)]);
        }
        return values;
    }

    private static void Set(Dictionary<string, long> values, IEnumerable<(Dim Size, long Value)> sizes)
    {
        foreach ((Dim size, long value) in sizes)
        {
            if (size.SymbolName is { } name)
                values[name] = value;
        }
    }
}
