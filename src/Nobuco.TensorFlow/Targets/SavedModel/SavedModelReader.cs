using Google.Protobuf;
using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>Reads SavedModels whose graph is frozen, or reads its variables from the bundle beside it.</summary>
internal static class SavedModelReader
{
    /// <exception cref="InvalidGraphDefException">It is no SavedModel, damaged, calls functions, or has no signature for serving.</exception>
    public static GraphDefModel Read(string folder, string main)
    {
        MetaGraphDef meta = Parse(Path.Combine(folder, main)).MetaGraphs.FirstOrDefault() ?? throw new InvalidGraphDefException("The SavedModel holds no graph.");
        if (!meta.SignatureDef.TryGetValue(GraphDefModel.SignatureKey, out Protobuf.SignatureDef? signature) || meta.GraphDef is not { } graph)
            throw new InvalidGraphDefException($"The SavedModel has no signature '{GraphDefModel.SignatureKey}'.");
        if (graph.Node.FirstOrDefault(static node => node.Op.EndsWith("PartitionedCall", StringComparison.Ordinal)) is { } call)
            throw new InvalidGraphDefException($"The SavedModel cannot be run: its {call.Op} calls a function, and only graphs without functions are run.");
        var constants = new Dictionary<string, Tensor>();
        foreach (NodeDef node in graph.Node.Where(static node => node.Op == "Const"))
        {
            if (node.Attr.GetValueOrDefault("value")?.Tensor is { } tensor && TensorProtos.Read(tensor) is { } value)
                constants.Add(node.Name, value);
        }
        string variables = SavedModelFiles.Variables(folder);
        if (File.Exists(TensorBundle.IndexPath(variables)))
            ReadVariables(graph, TensorBundle.Read(variables), constants);
        return new GraphDefModel(graph, constants, signature);
    }

    private static Protobuf.SavedModel Parse(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Protobuf.SavedModel.Parser.ParseFrom(CodedInputStream.CreateWithLimits(stream, int.MaxValue, 100));
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidGraphDefException($"{Path.GetFileName(path)} is damaged: {error.Message}");
        }
    }

    /// <summary>What reads a variable of the bundle is the constant that it holds.</summary>
    private static void ReadVariables(Protobuf.GraphDef graph, IReadOnlyDictionary<string, Tensor> variables, Dictionary<string, Tensor> constants)
    {
        Dictionary<string, string> keys = graph.Node.Where(static node => node.Op == "VarHandleOp").ToDictionary(static node => node.Name, static node => node.Attr["shared_name"].S.ToStringUtf8());
        foreach (NodeDef node in graph.Node.Where(static node => node.Op == "ReadVariableOp"))
        {
            if (!keys.TryGetValue(node.Input[0], out string? key) || !variables.TryGetValue(key, out Tensor? value))
                continue;
            (node.Op, constants[node.Name]) = ("Const", value);
            node.Input.Clear();
        }
    }
}
