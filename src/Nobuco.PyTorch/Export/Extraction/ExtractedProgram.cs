using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export.Extraction;

/// <summary>Makes a program of a part of another: its graph, the weights it reads under their names, and its real inputs as example inputs.</summary>
/// <param name="tensors">By the names of the graph's inputs.</param>
internal sealed class ExtractedProgram(ProgramFile file, IReadOnlyDictionary<string, ProgramTensor> tensors, CutGraph cut, IReadOnlyDictionary<string, object?> values)
{
    public ProgramTensor?[] Tensors => [.. Held.Select(Tensor), .. Given.Select(static _ => (ProgramTensor?)null)];

    /// <summary>The pair of positional and keyword arguments.</summary>
    public PickleTuple ExampleInputs => new([new PickleTuple([.. Given.Select(input => values[input.Name])]), new PickleDict()]);

    private IEnumerable<ValueReference> Held => cut.Inputs.Where(input => tensors.ContainsKey(input.Name));

    private IEnumerable<ValueReference> Given => cut.Inputs.Where(input => !tensors.ContainsKey(input.Name));

    public ProgramFile File()
    {
        ExportedGraph graph = Graph();
        HashSet<string> symbols = [.. Symbols(graph)];
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
            Ranges = new(file.Ranges.Where(range => IsOf(range.Key, symbols)), StringComparer.Ordinal),
            Hints = file.Hints,
            Expressions = file.Expressions,
            UnknownFields = new(file.UnknownFields.Where(static field => field.Key == "opset_version"), StringComparer.Ordinal),
        };
    }

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
        var graph = new ExportedGraph
        {
            Inputs = [.. Held, .. Given],
            Outputs = [.. cut.Outputs],
            Nodes = [.. cut.Nodes.Select(Copy)],
            Tensors = metas,
            Integers = Only(file.Graph.Integers, names),
            Booleans = Only(file.Graph.Booleans, names),
            BooleanExpressions = Only(file.Graph.BooleanExpressions, names),
            Floats = Only(file.Graph.Floats, names),
        };
        GraphChecks.Check(graph);
        return graph;
    }

    private static Dictionary<string, T> Only<T>(Dictionary<string, T> values, HashSet<string> names) =>
        new(values.Where(value => names.Contains(value.Key)), StringComparer.Ordinal);

    /// <summary>The example input has no gradient, and lies in memory as it was copied.</summary>
    private static TensorMeta Meta(TensorMeta meta, object? value) => meta with
    {
        RequiresGradient = false,
        Strides = value is Tensor tensor && meta.Sizes.All(static size => size.IsConstant) ? tensor.Strides.Select(static stride => (Dim)stride).ToSeq() : meta.Strides,
    };

    private static ExportedNode Copy(ExportedNode node) => new()
    {
        Name = node.Name,
        Target = node.Target,
        Inputs = node.Inputs,
        Outputs = node.Outputs,
        Metadata = node.Metadata,
        ReturnsSingleTensor = node.ReturnsSingleTensor,
        UnknownFields = node.UnknownFields,
    };

    private static IEnumerable<string> Symbols(ExportedGraph graph) =>
        graph.Tensors.Values.SelectMany(static meta => meta.Sizes.Concat(meta.Strides)).Concat(graph.Integers.Values).SelectMany(static size => size.Symbols);

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
