using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Export;

/// <summary>What all graphs of a program share.</summary>
internal sealed record ProgramContext(SchemaTable Schemas, NodeMetadata Metadata);

/// <summary>Interprets a graph, node by node. Values are let go after their last use.</summary>
internal sealed class GraphBody(ProgramContext context, ExportedGraph graph) : IProgramBody
{
    public IReadOnlyList<TensorType?> InputTypes { get; } =
        [.. graph.Inputs.Select(input => input is ValueReference value ? graph.Tensors.GetValueOrDefault(value.Name)?.Type : null)];

    public IReadOnlyList<object?> Run(IAtenSurface surface, IReadOnlyList<object?> inputs)
    {
        if (inputs.Count != graph.Inputs.Length)
            throw new ArgumentException($"The body takes {graph.Inputs.Length} inputs, not {inputs.Count}.", nameof(inputs));
        var scope = new Scope(context, graph, surface);
        for (int i = 0; i < inputs.Count; i++)
        {
            if (graph.Inputs[i] is ValueReference input)
                scope.Set(input.Name, inputs[i]);
        }
        Run(scope);
        return Array.ConvertAll(graph.Outputs, scope.Resolve);
    }

    /// <summary>Runs all nodes in a scope that has the inputs.</summary>
    public static void Run(Scope scope)
    {
        foreach (ExportedNode node in scope.Graph.Nodes)
        {
            node.Call ??= NodeCall.Decide(node, scope);
            node.Call.Run(node, scope);
            foreach (string name in node.LastUses)
                scope.Forget(name);
        }
    }
}
