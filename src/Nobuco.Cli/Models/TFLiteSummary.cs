using Nobuco.TensorFlow.Targets.TFLite;

namespace Nobuco.Cli.Models;

/// <summary>What <c>inspect</c> tells of a TFLite model; the properties are the JSON answer's.</summary>
internal sealed record TFLiteSummary(
    string Format,
    string? Description,
    IReadOnlyList<SignatureSummary> Signatures,
    IReadOnlyDictionary<string, int> Operators,
    IReadOnlyList<SubgraphSummary> Subgraphs,
    IReadOnlyList<string> Metadata)
{
    public static TFLiteSummary Of(TFLiteModel model)
    {
        SubgraphSummary[] subgraphs = [.. model.SubGraphs.Select((_, index) => SubgraphSummary.Of(model, index))];
        return new TFLiteSummary(
            "TFLite",
            model.Description,
            [.. model.Signatures.Select(signature => SignatureSummary.Of(signature, subgraphs[signature.SubGraph]))],
            subgraphs.SelectMany(graph => graph.Operators).CountBy(node => node.Name).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).ToDictionary(),
            subgraphs,
            [.. model.Metadata.Select(metadata => metadata.Name)]);
    }
}

/// <summary>A signature's key, and its names with the types of their tensors.</summary>
internal sealed record SignatureSummary(string Key, IReadOnlyList<NamedType> Inputs, IReadOnlyList<NamedType> Outputs)
{
    public static SignatureSummary Of(SignatureDef signature, SubgraphSummary graph) => new(
        signature.Key,
        [.. signature.Inputs.Select(input => new NamedType(input.Name, graph.Tensors[input.Tensor].Type))],
        [.. signature.Outputs.Select(output => new NamedType(output.Name, graph.Tensors[output.Tensor].Type))]);
}

/// <summary>A graph: operators in order, referring to tensors by index.</summary>
internal sealed record SubgraphSummary(
    string? Name, IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs, IReadOnlyList<OperatorSummary> Operators, IReadOnlyList<TensorSummary> Tensors)
{
    public static SubgraphSummary Of(TFLiteModel model, int index)
    {
        SubGraph graph = model.SubGraphs[index];
        return new SubgraphSummary(
            graph.Name,
            [.. graph.Inputs],
            [.. graph.Outputs],
            [.. graph.Operators.Select(node => OperatorSummary.Of(model.OperatorCodes[node.Code], node))],
            [.. graph.Tensors.Select((tensor, i) => TensorSummary.Of(model, tensor, i))]);
    }
}

/// <param name="Options">The operator's attributes as text.</param>
internal sealed record OperatorSummary(string Name, int Version, IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs, string? Options)
{
    public static OperatorSummary Of(OperatorCode code, Operator node) =>
        new(code.Custom ?? code.Builtin.ToString(), code.Version, [.. node.Inputs], [.. node.Outputs], node.Options?.ToString());
}

/// <param name="Bytes">Of a constant; null for a value that is computed.</param>
internal sealed record TensorSummary(int Index, string? Name, string Type, long? Bytes)
{
    public static TensorSummary Of(TFLiteModel model, TensorInfo tensor, int index)
    {
        var shape = tensor.ShapeSignature.Count > 0 ? tensor.ShapeSignature : tensor.Shape;
        string sizes = string.Join(",", shape.Select(size => size < 0 ? "?" : $"{size}"));
        return new TensorSummary(index, tensor.Name, $"{tensor.Type.ToString().ToLowerInvariant()}[{sizes}]", model.Buffers[tensor.Buffer]?.ByteCount);
    }
}
