using System.Text.RegularExpressions;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export.Extraction;

/// <summary>
/// States the sizes of a part in symbols that its inputs have. PyTorch takes the value of a symbol from an input's size that is the symbol itself, and loads or runs no program with an input of size <c>s0//2</c> that has no
/// <c>s0</c> (<c>_check_input_constraints_for_graph</c> in <c>torch/_export/utils.py</c>). Such a size becomes a symbol of its own, and sizes that follow from it expressions of that. A symbol that still remains somewhere is
/// replaced by its value in the run.
/// </summary>
internal sealed partial class CutSizes
{
    private readonly IReadOnlyDictionary<string, long> _values;
    private readonly SizeNames _names;
    private readonly Dictionary<string, Dim> _fixed = new(StringComparer.Ordinal);

    /// <param name="inputs">The sizes of the part's inputs, and what they are in the run.</param>
    /// <param name="graph">The part.</param>
    /// <param name="values">What the program's symbols stand for in the run.</param>
    public CutSizes(IEnumerable<(Dim Size, long Value)> inputs, ExportedGraph graph, IReadOnlyDictionary<string, long> values)
    {
        _values = values;
        (Dim Size, long Value)[] given = [.. inputs.Where(static input => !input.Size.IsConstant)];
        HashSet<string> own = [.. given.Select(static input => input.Size.SymbolName).OfType<string>()];
        Fix(Texts(graph).SelectMany(static text => SymbolNames().Matches(text)).Select(static match => match.Value).Where(name => !own.Contains(name)));
        do
            _names = new SizeNames(given.Select(input => (input.Size.Substitute(_fixed), input.Value)), own, values.Keys);
        while (Of(graph).Select(size => size.Substitute(_fixed)).FirstOrDefault(size => _names.Restate(size) is null) is { } left && Fix(left.Symbols.Where(name => !own.Contains(name))));
    }

    /// <summary>False when the part's sizes are stated as the program's are.</summary>
    public bool AreRestated => _fixed.Count > 0 || _names.Hints.Count > 0;

    /// <summary>The values of the new symbols in the run.</summary>
    public IReadOnlyDictionary<string, long> Hints => _names.Hints;

    /// <summary>The new symbols are no 0 and 1, which PyTorch takes for constants.</summary>
    public IEnumerable<KeyValuePair<string, SymbolRange>> Ranges => Hints.Keys.Select(static name => KeyValuePair.Create(name, new SymbolRange(2, null, null)));

    /// <summary>All that the types of values say: the sizes of tensors, and symbolic numbers.</summary>
    public static IEnumerable<Dim> Of(ExportedGraph graph) => graph.Tensors.Values.SelectMany(static meta => meta.Sizes).Concat(graph.Integers.Values).Concat(Bodies(graph).SelectMany(Of));

    /// <summary>Row-major strides.</summary>
    public static Seq<Dim> DenseStrides(Seq<Dim> sizes) => Enumerable.Range(1, sizes.Count).Select(axis => sizes.Skip(axis).Product()).ToSeq();

    /// <summary>The graph in these symbols.</summary>
    /// <param name="dense">Tensors that lie in memory as <see cref="DenseStrides"/> says where their sizes are symbolic.</param>
    public ExportedGraph Restate(ExportedGraph graph, IReadOnlyCollection<string> dense) => new()
    {
        Inputs = graph.Inputs,
        Outputs = graph.Outputs,
        Nodes = [.. graph.Nodes.Select(Restate)],
        Tensors = AreRestated ? new(graph.Tensors.Select(tensor => KeyValuePair.Create(tensor.Key, Restate(tensor.Value, dense.Contains(tensor.Key)))), StringComparer.Ordinal) : graph.Tensors,
        Integers = new(graph.Integers.Select(number => KeyValuePair.Create(number.Key, Restate(number.Value) ?? number.Value)), StringComparer.Ordinal),
        Booleans = graph.Booleans,
        BooleanExpressions = new(graph.BooleanExpressions.Select(text => KeyValuePair.Create(text.Key, Restate(text.Value))), StringComparer.Ordinal),
        Floats = new(graph.Floats.Select(number => KeyValuePair.Create(number.Key, number.Value is string text ? Restate(text) : number.Value)), StringComparer.Ordinal),
        ReturnsSingleTensor = graph.ReturnsSingleTensor,
    };

    private ExportedNode Restate(ExportedNode node) => new()
    {
        Name = node.Name,
        Target = node.Target,
        Inputs = [.. node.Inputs.Select(input => input.Value is GraphArgument body ? input with { Value = body with { Graph = Restate(body.Graph, []) } } : input)],
        Outputs = node.Outputs,
        Metadata = node.Metadata,
        ReturnsSingleTensor = node.ReturnsSingleTensor,
        UnknownFields = node.UnknownFields,
    };

    private TensorMeta Restate(TensorMeta meta, bool isDense)
    {
        if (meta.Sizes.Concat(meta.Strides).All(static size => size.IsConstant))
            return meta;
        Seq<Dim> sizes = meta.Sizes.Select(size => Restate(size) ?? size).ToSeq();
        Dim?[] strides = [.. meta.Strides.Select(Restate)];
        return new TensorMeta(meta.ElementType, sizes, isDense || strides.Any(static stride => stride is null) ? DenseStrides(sizes) : strides.Select(static stride => stride!).ToSeq())
        {
            RequiresGradient = meta.RequiresGradient,
            Device = meta.Device,
            StorageOffset = Restate(meta.StorageOffset) ?? Dim.Zero,
            Layout = meta.Layout,
        };
    }

    private Dim? Restate(Dim size) => _names.Restate(size.Substitute(_fixed));

    private string Restate(string text) => _fixed.Aggregate(text, static (text, known) => Regex.Replace(text, $@"Symbol\('{known.Key}'[^)]*\)|\b{known.Key}\b", SympyText.Of(known.Value)));

    /// <returns>False when there is nothing that can be replaced by a value.</returns>
    private bool Fix(IEnumerable<string> names)
    {
        int before = _fixed.Count;
        foreach (string name in names.Where(_values.ContainsKey))
            _fixed[name] = _values[name];
        return _fixed.Count > before;
    }

    private static IEnumerable<string> Texts(ExportedGraph graph) => graph.BooleanExpressions.Values.Concat(graph.Floats.Values.OfType<string>()).Concat(Bodies(graph).SelectMany(Texts));

    private static IEnumerable<ExportedGraph> Bodies(ExportedGraph graph) => graph.Nodes.SelectMany(static node => node.Inputs).Select(static input => input.Value).OfType<GraphArgument>().Select(static body => body.Graph);

    [GeneratedRegex(@"\b[a-z]+\d+\b")]
    private static partial Regex SymbolNames();
}
