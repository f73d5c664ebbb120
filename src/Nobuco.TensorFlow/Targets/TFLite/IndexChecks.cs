using Nobuco.TensorFlow.Targets.TFLite.Flat;

namespace Nobuco.TensorFlow.Targets.TFLite;

/// <summary>Every index in a model must name something.</summary>
internal static class IndexChecks
{
    /// <exception cref="InvalidTFLiteException">One does not.</exception>
    public static void Run(TFLiteModel model)
    {
        if (model.SubGraphs.Count == 0)
            throw FlatBuffer.Corrupt("it has no graph");
        foreach (SubGraph graph in model.SubGraphs)
            Check(graph, model);
        foreach (Metadata metadata in model.Metadata)
            Index(metadata.Buffer, model.Buffers.Count, "buffer");
        foreach (SignatureDef signature in model.Signatures)
        {
            Index(signature.SubGraph, model.SubGraphs.Count, "graph");
            SubGraph graph = model.SubGraphs[signature.SubGraph];
            Indices(signature.Inputs.Concat(signature.Outputs).Select(m => m.Tensor), graph.Tensors.Count);
        }
    }

    private static void Check(SubGraph graph, TFLiteModel model)
    {
        int tensors = graph.Tensors.Count;
        Indices(graph.Inputs.Concat(graph.Outputs), tensors);
        foreach (TensorInfo tensor in graph.Tensors)
            Check(tensor, model);
        foreach (Operator node in graph.Operators)
        {
            Index(node.Code, model.OperatorCodes.Count, "operator code");
            Indices(node.Inputs.Where(i => i != -1).Concat(node.Outputs).Concat(node.Intermediates), tensors);
        }
    }

    private static void Check(TensorInfo tensor, TFLiteModel model)
    {
        Index(tensor.Buffer, model.Buffers.Count, "buffer");
        if (tensor.Shape.Any(size => size < 0))
            throw FlatBuffer.Corrupt($"the tensor '{tensor.Name}' has shape {tensor.Shape}");
        if (tensor.ShapeSignature.Count != 0 && tensor.ShapeSignature.Count != tensor.Shape.Count)
            throw FlatBuffer.Corrupt($"the shape and the signature of tensor '{tensor.Name}' differ in rank");
    }

    private static void Indices(IEnumerable<int> tensors, int count)
    {
        foreach (int tensor in tensors)
            Index(tensor, count, "tensor");
    }

    private static void Index(int index, int count, string what)
    {
        if (index < 0 || index >= count)
            throw FlatBuffer.Corrupt($"it refers to {what} {index} of {count}");
    }
}
