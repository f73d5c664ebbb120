using Google.Protobuf;
using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>
/// A graph some of whose constants are variables, that a loader restores from a bundle beside it. It does so by running operations of the graph, to which it is led by
/// <see cref="Saver"/>; Python's loader finds the variables in the collections.
/// </summary>
/// <param name="Model">The graph, with the constants that are left.</param>
/// <param name="Variables">The elements of the variables, by their names.</param>
internal sealed record SavedModelVariables(GraphDefModel Model, IReadOnlyDictionary<string, Tensor> Variables)
{
    /// <summary>What is smaller stays in the graph.</summary>
    private const long SmallestBytes = 1024;

    private const string FileName = "save/Const", Restore = "save/restore_all", Saved = "save/control_dependency";

    /// <summary>Null where there are no variables.</summary>
    public SaverDef? Saver { get; private init; }

    public IDictionary<string, CollectionDef> Collections { get; private init; } = new Dictionary<string, CollectionDef>();

    /// <summary>The model as it is where its constants fit <paramref name="maxBytes"/>, otherwise with all but small constants as variables.</summary>
    public static SavedModelVariables Of(GraphDefModel model, long maxBytes)
    {
        // Names and shapes take some room as well.
        long size = model.Graph.CalculateSize() + model.Constants.Values.Sum(static c => c.ByteCount + 64);
        Dictionary<string, Tensor> variables = model.Constants.Where(static c => c.Value.ByteCount >= SmallestBytes).ToDictionary();
        return size <= maxBytes || variables.Count == 0 ? new SavedModelVariables(model, new Dictionary<string, Tensor>()) : WithVariables(model, variables);
    }

    private static SavedModelVariables WithVariables(GraphDefModel model, Dictionary<string, Tensor> variables)
    {
        var graph = new Protobuf.GraphDef { Library = model.Graph.Library, Versions = model.Graph.Versions };
        foreach (NodeDef node in model.Graph.Node)
        {
            if (variables.TryGetValue(node.Name, out Tensor? value))
            {
                graph.Node.Add(Node(node.Name, "VarHandleOp", [], Type("dtype", value.DType), ("shape", new AttrValue { Shape = ShapeOf(value.Shape) }), Text("shared_name", node.Name), Text("container", "")));
                graph.Node.Add(Node(Read(node.Name), "ReadVariableOp", [node.Name], Type("dtype", value.DType)));
                continue;
            }
            NodeDef reader = node.Clone();
            for (int i = 0; i < reader.Input.Count; i++)
                reader.Input[i] = variables.ContainsKey(reader.Input[i]) ? Read(reader.Input[i]) : reader.Input[i];
            graph.Node.Add(reader);
        }
        graph.Node.Add(SaveNodes(variables));
        return new SavedModelVariables(model with { Graph = graph, Constants = model.Constants.Where(c => !variables.ContainsKey(c.Key)).ToDictionary() }, variables)
        {
            Saver = new SaverDef { FilenameTensorName = $"{FileName}:0", SaveTensorName = $"{Saved}:0", RestoreOpName = Restore, Version = 2 },
            Collections = new Dictionary<string, CollectionDef>
            {
                ["variables"] = Collection(variables.Keys, model.Parameters),
                ["trainable_variables"] = Collection(variables.Keys.Where(model.Parameters.Contains), model.Parameters),
            },
        };
    }

    private static string Read(string variable) => $"{variable}/Read/ReadVariableOp";

    private static string Assign(string variable) => $"{variable}/Assign";

    /// <summary>Reading all variables from the file whose name is fed, and writing them there.</summary>
    private static IEnumerable<NodeDef> SaveNodes(Dictionary<string, Tensor> variables)
    {
        const string names = "save/RestoreV2/tensor_names", slices = "save/RestoreV2/shape_and_slices", restored = "save/RestoreV2", save = "save/SaveV2";
        string[] keys = [.. variables.Keys];
        DType[] types = [.. variables.Values.Select(static v => v.DType)];
        yield return Strings(FileName, ["model"], isVector: false);
        yield return Strings(names, keys, isVector: true);
        yield return Strings(slices, keys.Select(static _ => ""), isVector: true);
        yield return Node(restored, "RestoreV2", [FileName, names, slices], Types("dtypes", types));
        for (int i = 0; i < keys.Length; i++)
            yield return Node(Assign(keys[i]), "AssignVariableOp", [keys[i], i == 0 ? restored : $"{restored}:{i}"], Type("dtype", types[i]));
        yield return Node(Restore, "NoOp", keys.Select(static key => "^" + Assign(key)));
        yield return Node(save, "SaveV2", [FileName, names, slices, .. keys.Select(Read)], Types("dtypes", types));
        yield return Node(Saved, "Identity", [FileName, "^" + save], ("T", new AttrValue { Type = DataType.DtString }));
    }

    private static NodeDef Strings(string name, IEnumerable<string> values, bool isVector)
    {
        var tensor = new TensorProto { Dtype = DataType.DtString, TensorShape = new TensorShapeProto(), StringVal = { values.Select(ByteString.CopyFromUtf8) } };
        if (isVector)
            tensor.TensorShape.Dim.Add(new TensorShapeProto.Types.Dim { Size = tensor.StringVal.Count });
        return Node(name, "Const", [], ("dtype", new AttrValue { Type = DataType.DtString }), ("value", new AttrValue { Tensor = tensor }));
    }

    private static NodeDef Node(string name, string op, IEnumerable<string> inputs, params ReadOnlySpan<(string Name, AttrValue Value)> attributes)
    {
        var node = new NodeDef { Name = name, Op = op, Input = { inputs } };
        foreach ((string key, AttrValue value) in attributes)
            node.Attr.Add(key, value);
        return node;
    }

    private static CollectionDef Collection(IEnumerable<string> variables, IReadOnlySet<string> trained) => new()
    {
        BytesList = new CollectionDef.Types.BytesList
        {
            Value =
            {
                variables.Select(name => new VariableDef
                {
                    VariableName = $"{name}:0",
                    InitializerName = Assign(name),
                    SnapshotName = $"{Read(name)}:0",
                    IsResource = true,
                    InitialValueName = $"{Read(name)}:0",
                    Trainable = trained.Contains(name),
                }.ToByteString()),
            },
        },
    };
}
