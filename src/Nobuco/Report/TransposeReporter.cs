using Nobuco.Conversion;
using Nobuco.Conversion.Layout;
using Nobuco.Drawing;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco;

/// <summary>Says which transposes a conversion inserted, between which nodes, and why.</summary>
internal sealed class TransposeReporter(TorchGraph graph, ConvertedGraph converted)
{
    private readonly TransposeCost _cost = new(graph.Symbols);
    private readonly Dictionary<Node, OperatorConverter> _converters = converted.Nodes.ToDictionary(node => node.Node, node => node.Converter);
    private readonly Dictionary<string, int> _positions = graph.Nodes.Select((node, index) => (node.Name, index)).ToDictionary();

    public IReadOnlyList<TransposeReport> Report() =>
        [.. converted.Transposes.Select(Describe).Concat(converted.Nodes.SelectMany(Own)).OrderBy(transpose => transpose.Consumers.Count > 0 ? _positions[transpose.Consumers[0]] : int.MaxValue)];

    private TransposeReport Describe(InsertedTranspose transpose) => new()
    {
        Tensor = transpose.Value.Name,
        Producer = transpose.Value.Producer?.Name,
        Consumers = [.. transpose.Nodes.Select(node => node.Name)],
        Outputs = transpose.Outputs,
        From = transpose.From,
        To = transpose.To,
        Bytes = _cost.Move(transpose.Value.Type, transpose.From, transpose.To),
        Reason = $"{Given(transpose)}; {string.Join(", ", Wishes(transpose))}.",
    };

    private IEnumerable<TransposeReport> Own(ConvertedNode node) =>
        from operation in node.Operations
        where operation.Op is Transpose
        select new TransposeReport
        {
            Tensor = node.Node.Outputs[0].Name,
            Producer = node.Node.Name,
            Consumers = [node.Node.Name],
            From = AxisOrder.Identity(operation.Output.Type.Rank),
            To = new AxisOrder(((Transpose)operation.Op).Perm),
            Bytes = _cost.Bytes(operation.Output.Type.DType, operation.Output.Type.Shape),
            IsOwn = true,
            Reason = $"{node.Converter.DisplayName} transposes by [{string.Join(", ", ((Transpose)operation.Op).Perm)}] to compute {node.Node.Name}.",
        };

    private string Given(InsertedTranspose transpose) => transpose.Value.Producer is { } producer
        ? $"{producer.Name} gives {OrderWords.Long(transpose.From)}{Because(producer)}"
        : $"the input {transpose.Value.Name} is in {OrderWords.Long(transpose.From)}";

    private IEnumerable<string> Wishes(InsertedTranspose transpose) => transpose.Nodes
        .Select(node => $"{node.Name} wants {OrderWords.Long(transpose.To)}{Because(node)}")
        .Concat(transpose.Outputs.Select(output => $"the output {output} is to be in {OrderWords.Long(transpose.To)}"));

    private string Because(Node node) => _converters.GetValueOrDefault(node) is not { } converter ? "" : converter.Strategy switch
    {
        ChannelOrderingStrategy.ForceTensorFlowOrder or ChannelOrderingStrategy.ForcePyTorchOrder => $" ({converter.DisplayName} is {converter.Strategy})",
        _ => " (so chosen to move the fewest bytes)",
    };
}
