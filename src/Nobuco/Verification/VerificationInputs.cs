using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco;

/// <summary>The tensors to verify with: the user's, the file's examples, or random ones of the inputs' types.</summary>
internal static class VerificationInputs
{
    /// <returns>One tensor per input, and where they came from.</returns>
    /// <exception cref="ConversionException">The user's inputs do not fit the model (NBC0202).</exception>
    public static (IReadOnlyList<Tensor> Tensors, string Source) Choose(TorchGraph graph, IReadOnlyDictionary<string, Tensor>? user, IReadOnlyList<Tensor>? examples)
    {
        if (user is not null)
            return (Named(graph, user), "the given inputs");
        if (examples is not null && examples.Count == graph.Inputs.Count && graph.Inputs.Zip(examples).All(pair => Fits(pair.First.Type, pair.Second)))
            return (examples, "the file's example inputs");
        var random = new Random(20260101);
        return ([.. graph.Inputs.Select(input => RandomTensor(input.Type, graph.Symbols, random))], "random inputs");
    }

    /// <summary>Random inputs in which every symbolic size is twice that of <paramref name="inputs"/>, or half of it; null without symbols or where their ranges forbid it.</summary>
    public static IReadOnlyList<Tensor>? OfOtherSizes(TorchGraph graph, IReadOnlyList<Tensor> inputs)
    {
        var known = new SymbolBinding();
        for (int i = 0; i < inputs.Count; i++)
            known.Bind(graph.Inputs[i].Name, graph.Inputs[i].Type, inputs[i].Shape);
        Dictionary<string, SymbolRange> others = [];
        foreach ((string symbol, long size) in known.Sizes)
        {
            SymbolRange range = graph.Symbols.GetValueOrDefault(symbol) ?? new SymbolRange(null, null, null);
            long? other = size * 2 <= (range.Maximum ?? long.MaxValue) ? size * 2 : size % 2 == 0 && size / 2 >= Math.Max(range.Minimum ?? 1, 1) ? size / 2 : null;
            if (other is null)
                return null;
            others[symbol] = range with { Hint = other };
        }
        if (others.Count == 0)
            return null;
        var random = new Random(20260102);
        return [.. graph.Inputs.Select(input => RandomTensor(input.Type, others, random))];
    }

    private static Tensor[] Named(TorchGraph graph, IReadOnlyDictionary<string, Tensor> user)
    {
        List<Diagnostic> problems = [];
        Tensor[] tensors = [.. graph.Inputs.Select((input, i) =>
        {
            Tensor? tensor = user.GetValueOrDefault(input.Name) ?? user.GetValueOrDefault($"in{i}");
            if (tensor is null)
                problems.Add(Invalid($"the input '{input.Name}' ({input.Type}) is missing; given are {string.Join(", ", user.Keys)}."));
            else if (!Fits(input.Type, tensor))
                problems.Add(Invalid($"the input '{input.Name}' should be {input.Type}, but {tensor} is given."));
            return tensor ?? Tensor.Scalar(0f);
        })];
        return problems.Count == 0 ? tensors : throw new ConversionException(problems);
    }

    private static Diagnostic Invalid(string message) =>
        new(Descriptors.InvalidInputs, message, NextStep: "Give one array per input, named as 'nobuco inspect' shows, in PyTorch's axis order.");

    private static bool Fits(TensorType type, Tensor tensor) =>
        type.DType == tensor.DType && type.Rank == tensor.Rank && type.Shape.Zip(tensor.Shape).All(static pair => pair.First.TryValue is not { } size || size == pair.Second);

    private static Tensor RandomTensor(TensorType type, IReadOnlyDictionary<string, SymbolRange> symbols, Random random)
    {
        Dictionary<string, long> sizes = type.Shape.SelectMany(static d => d.Symbols).Distinct()
            .ToDictionary(s => s, s => symbols.TryGetValue(s, out SymbolRange? range) ? range.Hint ?? Math.Max(range.Minimum ?? 2, 2) : 2);
        Seq<long> shape = type.Shape.Select((Dim d) => d.Evaluate(sizes)).ToSeq();
        double[] values = new double[ShapeMath.Product(shape)];
        for (int i = 0; i < values.Length; i++)
            values[i] = type.DType.IsFloat() || type.DType.IsComplex() ? Normal(random) : random.Next(2);
        return Tensor.From<double>(values, shape).Cast(type.DType);
    }

    /// <summary>A standard normal number, by Box and Muller.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
