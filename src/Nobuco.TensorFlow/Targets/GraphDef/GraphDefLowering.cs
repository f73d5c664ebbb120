using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.GraphDef.Lowering;
using Nobuco.TensorFlow.Targets.Protobuf;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef;

/// <summary>A legalised graph becomes a GraphDef: the one that SavedModel and TensorFlow.js share.</summary>
internal static class GraphDefLowering
{
    /// <summary>The nodes that no operation of TensorFlow computes; after legalisation, what cannot be written.</summary>
    public static IReadOnlyList<TfNode> Unsupported(TfGraph graph) => [.. graph.Nodes.Where(static n => !LoweringTable.Has(n.Op))];

    /// <exception cref="InvalidOperationException">The graph holds an operation of <see cref="Unsupported"/>.</exception>
    public static GraphDefModel Lower(TfGraph graph)
    {
        var builder = new GraphDefBuilder(graph.Parameters);
        var signature = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        // The names of inputs and outputs are the model's; others give way to them.
        string[] inputs = [.. graph.Inputs.Select(i => builder.Reserve(i.Name))], outputs = [.. graph.Outputs.Select(o => builder.Reserve(o.Name))];
        foreach ((NamedValue input, string name) in graph.Inputs.Zip(inputs))
        {
            builder.AddNamed(name, nameof(Placeholder), [], Type("dtype", input.Value.Type.DType), Shape("shape", input.Value.Type.Shape));
            builder.SetResults(input.Value.Producer, name);
            signature.Inputs.Add(input.Name, Info(name, input.Value.Type));
        }
        foreach (TfNode node in graph.Nodes.Where(static n => n.Op is not (Placeholder or Const)))
            LoweringTable.Lower(node, builder);
        foreach ((NamedValue output, string name) in graph.Outputs.Zip(outputs))
        {
            builder.AddNamed(name, "Identity", [builder[output.Value]], T(output.Value));
            signature.Outputs.Add(output.Name, Info(name, output.Value.Type));
        }
        return new GraphDefModel(builder.Graph, builder.Constants, signature, builder.Operators) { Parameters = builder.Parameters };
    }

    private static TensorInfo Info(string name, TfType type) =>
        new() { Name = $"{name}:0", Dtype = type.DType.ToDataType(), TensorShape = ShapeOf(type.Shape) };
}
