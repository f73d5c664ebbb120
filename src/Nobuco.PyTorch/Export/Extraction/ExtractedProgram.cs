using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export.Extraction;

/// <summary>Makes a program of a part of another: its graph, the weights it reads under their names, and its real inputs as example inputs.</summary>
/// <param name="tensors">By the names of the graph's inputs.</param>
/// <param name="values">What the part's inputs hold.</param>
/// <param name="symbols">What the program's symbols stand for in the run.</param>
internal sealed class ExtractedProgram(
    ProgramFile file,
    IReadOnlyDictionary<string, ProgramTensor> tensors,
    CutGraph cut,
    IReadOnlyDictionary<string, object?> values,
    IReadOnlyDictionary<string, long> symbols)
{
    public ProgramTensor?[] Tensors => [.. Held.Select(Tensor), .. Given.Select(static _ => (ProgramTensor?)null)];

    /// <summary>The pair of positional and keyword arguments.</summary>
    public PickleTuple ExampleInputs => new([new PickleTuple([.. Given.Select(input => values[input.Name])]), new PickleDict()]);

    private IEnumerable<ValueReference> Held => cut.Inputs.Where(input => tensors.ContainsKey(input.Name));

    /// <summary>Those whose sizes are symbols come first: PyTorch then knows the symbols of the others' sizes.</summary>
    private IEnumerable<ValueReference> Given => cut.Inputs
        .Where(input => !tensors.ContainsKey(input.Name))
        .OrderBy(input => Sizes(input).Any(static size => !size.IsConstant && size.SymbolName is null));

    private IEnumerable<Dim> Sizes(ValueReference input) =>
        file.Graph.Tensors.TryGetValue(input.Name, out TensorMeta? meta) ? meta.Sizes : file.Graph.Integers.TryGetValue(input.Name, out Dim? number) ? [number] : [];

    public ProgramFile File()
    {
        ExportedGraph graph = Graph();
        var sizes = new CutSizes(GivenSizes(), graph, symbols);
        graph = sizes.Restate(graph, [.. Given.Select(static input => input.Name)]);
        GraphChecks.Check(graph);
        HashSet<string> used = [.. CutSizes.Of(graph).SelectMany(static size => size.Symbols)];
        return new ProgramFile
        {
            Graph = graph,
            Signature = new ProgramSignature(
                [.. Held.Select(HeldSpec), .. Given.Select(static input => new InputSpec(InputKind.User, input, ""))],
                [.. cut.Outputs.Select(static output => new OutputSpec(OutputKind.User, output, ""))]),
            InputTree = PyTreeText.Arguments(Given.Count()),
            OutputTree = PyTreeText.Results(cut.Outputs.Count),
            ForwardArgumentNames = [.. Given.Select(static input => input.Name)],
            SchemaVersion = file.SchemaVersion,
            TorchVersion = file.TorchVersion,
            Dialect = file.Dialect,
            Ranges = new(file.Ranges.Where(range => IsOf(range.Key, used)).Concat(sizes.Ranges), StringComparer.Ordinal),
            Hints = new(symbols.Concat(sizes.Hints), StringComparer.Ordinal),
            Expressions = sizes.AreRestated ? [] : file.Expressions,
            UnknownFields = new(file.UnknownFields.Where(static field => field.Key == "opset_version"), StringComparer.Ordinal),
        };
    }

    private IEnumerable<(Dim Size, long Value)> GivenSizes() => Given.SelectMany(input => values[input.Name] switch
    {
        Tensor tensor => Sizes(input).Zip(tensor.Shape),
        long number => Sizes(input).Select(size => (size, number)),
        _ => [],
    });

    /// <summary>Buffers as they are when the part runs.</summary>
    private ProgramTensor Tensor(ValueReference input) => tensors[input.Name] is { Kind: ValueKind.Buffer } buffer && values[input.Name] is Tensor now
        ? buffer with { Tensor = now }
        : tensors[input.Name];

    private InputSpec HeldSpec(ValueReference input) =>
        file.Signature.Inputs.FirstOrDefault(spec => spec.Argument is ValueReference value && value.Name == input.Name) ?? new InputSpec(InputKind.Constant, input, tensors[input.Name].QualifiedName);

    private ExportedGraph Graph()
    {
        HashSet<string> names = [.. cut.Inputs.Concat(cut.Nodes.SelectMany(static node => References.Of(node.Outputs))).Select(static value => value.Name)];
        Dictionary<string, TensorMeta> metas = Only(file.Graph.Tensors, names);
        foreach (ValueReference input in Given.Where(input => metas.ContainsKey(input.Name)))
            metas[input.Name] = Meta(metas[input.Name], values[input.Name]);
        return new ExportedGraph
        {
            Inputs = [.. Held, .. Given],
            Outputs = [.. cut.Outputs],
            Nodes = [.. cut.Nodes],
            Tensors = metas,
            Integers = Only(file.Graph.Integers, names),
            Booleans = Only(file.Graph.Booleans, names),
            BooleanExpressions = Only(file.Graph.BooleanExpressions, names),
            Floats = Only(file.Graph.Floats, names),
        };
    }

    private static Dictionary<string, T> Only<T>(Dictionary<string, T> values, HashSet<string> names) =>
        new(values.Where(value => names.Contains(value.Key)), StringComparer.Ordinal);

    /// <summary>The example input has no gradient, and lies in memory as it was copied.</summary>
    private static TensorMeta Meta(TensorMeta meta, object? value) => meta with
    {
        RequiresGradient = false,
        Strides = value is Tensor tensor && meta.Sizes.All(static size => size.IsConstant) ? tensor.Strides.Select(static stride => (Dim)stride).ToSeq() : CutSizes.DenseStrides(meta.Sizes),
        StorageOffset = Dim.Zero,
    };

    /// <summary>Ranges are of symbols, and of expressions of them.</summary>
    private static bool IsOf(string range, HashSet<string> symbols)
    {
        try
        {
            return DimParser.Parse(range).Symbols.All(symbols.Contains);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
