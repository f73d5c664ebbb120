using System.Text;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>A legalised graph becomes a model with one graph and one signature.</summary>
internal static class TFLiteLowering
{
    private const string SignatureKey = "serving_default";

    /// <param name="producer">Who made the file, for its description.</param>
    /// <exception cref="InvalidOperationException">The graph holds an operation that no legalisation replaced.</exception>
    public static (TFLiteModel Model, IReadOnlyList<WrittenOperator> Operators) Lower(TfGraph graph, string producer)
    {
        var builder = new SubGraphBuilder();
        TensorSlot[] inputs = [.. graph.Inputs.Select(i => builder[i.Value])];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i].Name = graph.Inputs[i].Name;
        foreach (TfNode node in graph.Nodes.Where(n => n.Op is not (Placeholder or Const)))
        {
            builder.Node = node;
            LoweringTable.Lower(node, builder);
        }
        foreach (NamedValue output in graph.Outputs)
            builder.AddOutput(output);
        builder.DropUnused();

        var buffers = new BufferTable();
        var finisher = new SubGraphFinisher(buffers);
        SubGraph main = finisher.Finish(inputs, builder);
        Metadata runtime = MinimumRuntime(finisher.OperatorCodes, buffers);
        var model = new TFLiteModel(
            TFLiteModel.SchemaVersion,
            finisher.OperatorCodes,
            [main],
            producer,
            buffers.Buffers,
            [],
            [runtime],
            [Signature(graph, main)]);
        return (model, [.. builder.Operators.Select(Describe)]);
    }

    private static WrittenOperator Describe(OperatorDraft draft) => new(
        draft.Code.ToString(),
        draft.Inputs.OfType<TensorSlot>().Select(static slot => slot.Type).ToSeq(),
        draft.Outputs.Select(static slot => slot.Type).ToSeq(),
        draft.Node?.Sources ?? []);

    private static SignatureDef Signature(TfGraph graph, SubGraph main) => new(
        graph.Inputs.Zip(main.Inputs, (input, index) => new TensorMap(input.Name, index)).ToSeq(),
        graph.Outputs.Zip(main.Outputs, (output, index) => new TensorMap(output.Name, index)).ToSeq(),
        SignatureKey,
        0);

    /// <summary>The oldest TensorFlow Lite that has every operator, in 16 bytes.</summary>
    private static Metadata MinimumRuntime(Seq<OperatorCode> codes, BufferTable buffers)
    {
        Version version = codes.Select(c => OperatorTable.MinimumRuntime(c.Builtin, c.Version)).DefaultIfEmpty(new Version(1, 5, 0)).Max()!;
        byte[] bytes = new byte[16];
        Encoding.ASCII.GetBytes(version.ToString(), bytes);
        return new Metadata("min_runtime_version", buffers.Add(Tensor.From(bytes, bytes.Length)));
    }
}
