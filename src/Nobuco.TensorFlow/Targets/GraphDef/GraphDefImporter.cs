using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.GraphDef.Raising;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.GraphDef;

/// <summary>Makes a graph of a GraphDef, to run it. It reads the nodes by itself and shares nothing with what writes them but the names of attributes.</summary>
internal sealed class GraphDefImporter
{
    private readonly Dictionary<string, NodeDef> _nodes;
    private readonly Dictionary<string, TfTensor[]> _results = [];
    private readonly IReadOnlyDictionary<string, Tensor> _constants;
    private readonly IReadOnlyDictionary<string, Seq<long>> _inputShapes;

    private GraphDefImporter(GraphDefModel model, IReadOnlyDictionary<string, Seq<long>> inputShapes)
    {
        _nodes = model.Graph.Node.ToDictionary(static node => node.Name);
        _constants = model.Constants;
        _inputShapes = model.Signature.Inputs.Where(i => inputShapes.ContainsKey(i.Key)).ToDictionary(static i => NodeOf(i.Value.Name).Name, i => inputShapes[i.Key]);
    }

    /// <summary>What the signature's outputs depend on, with the signature's names.</summary>
    /// <param name="inputShapes">By input name, where they differ from the graph's: the sizes of dynamic axes.</param>
    /// <exception cref="InvalidGraphDefException">The graph holds operations or types that are not run, or contradicts itself.</exception>
    public static TfGraph Import(GraphDefModel model, IReadOnlyDictionary<string, Seq<long>>? inputShapes = null)
    {
        var importer = new GraphDefImporter(model, inputShapes ?? new Dictionary<string, Seq<long>>());
        NamedValue[] inputs = [.. model.Signature.Inputs.Select(i => new NamedValue(i.Key, importer.Tensor(i.Value.Name).Value))];
        return new TfGraph(inputs, [.. model.Signature.Outputs.Select(o => new NamedValue(o.Key, importer.Tensor(o.Value.Name).Value))]);
    }

    /// <summary><c>node</c>, <c>node:1</c></summary>
    private static (string Name, int Index) NodeOf(string tensor) => tensor.Split(':') switch
    {
        [var name, var index] when int.TryParse(index, out int number) => (name, number),
        [var name] => (name, 0),
        _ => throw new InvalidGraphDefException($"'{tensor}' is no tensor."),
    };

    private TfTensor Tensor(string tensor)
    {
        (string name, int index) = NodeOf(tensor);
        if (!_results.ContainsKey(name))
            Compute(name);
        TfTensor[] results = _results[name];
        return index < results.Length ? results[index] : throw new InvalidGraphDefException($"'{tensor}' is read, but the node has {results.Length} results.");
    }

    /// <summary>Computes nodes before those that read them, without recursion: graphs are deep.</summary>
    private void Compute(string wanted)
    {
        var waiting = new Stack<string>([wanted]);
        var entered = new HashSet<string>();
        while (waiting.TryPeek(out string? name))
        {
            NodeDef node = _nodes.GetValueOrDefault(name) ?? throw new InvalidGraphDefException($"The node '{name}' is read, but there is none.");
            string[] missing = [.. Operands(node).Select(static i => NodeOf(i).Name).Where(input => !_results.ContainsKey(input))];
            if (missing.Length > 0 && !entered.Add(name))
                throw new InvalidGraphDefException($"The node '{name}' depends on itself.");
            foreach (string input in missing)
                waiting.Push(input);
            if (missing.Length > 0)
                continue;
            waiting.Pop();
            if (!_results.ContainsKey(name))
                _results.Add(name, Results(node));
        }
    }

    /// <summary>Without the nodes that only have to run before.</summary>
    private static IEnumerable<string> Operands(NodeDef node) => node.Input.Where(static input => !input.StartsWith('^'));

    private TfTensor[] Results(NodeDef node)
    {
        TfTensor[] inputs = [.. Operands(node).Select(Tensor)];
        try
        {
            TfTensor[] results = node.Op switch
            {
                "Placeholder" => [Placeholder(node)],
                "Const" => [tf.Constant(_constants.GetValueOrDefault(node.Name) ?? throw new InvalidGraphDefException($"The constant '{node.Name}' has no elements."), node.Name)],
                _ => RaisingTable.Raise(new RaisingCall(node, inputs)),
            };
            foreach (TfTensor result in results)
                result.Value.Producer.Origin ??= node.Name;
            return [.. results.Select(SizeFolding.Fold)];
        }
        catch (Exception error) when (error is ShapeException or ArgumentException or ArithmeticException or IndexOutOfRangeException or InvalidOperationException)
        {
            throw new InvalidGraphDefException($"The node '{node.Name}' ({node.Op}) does not fit its operands: {error.Message}");
        }
    }

    private TfTensor Placeholder(NodeDef node)
    {
        var call = new RaisingCall(node, []);
        Seq<Dim> shape = _inputShapes.TryGetValue(node.Name, out Seq<long> given) ? given.Select(static s => (Dim)s).ToSeq() : call.Shape("shape");
        return tf.Placeholder(new TfType(call.Type("dtype"), shape), AxisOrder.Identity(shape.Count));
    }
}
