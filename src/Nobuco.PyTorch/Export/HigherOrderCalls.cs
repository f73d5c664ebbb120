using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Export;

/// <summary><c>cond</c>, <c>while_loop</c>, <c>scan</c>, …: left to the surface, with bodies it can run.</summary>
internal sealed class HigherOrderNodeCall(string operatorName) : NodeCall
{
    public override void Run(ExportedNode node, Scope scope)
    {
        object?[] outputs = Flatten(node.Outputs);
        IReadOnlyList<object?> results = scope.Surface.CallHigherOrder(new HigherOrderCall
        {
            Name = node.Name,
            Operator = operatorName,
            Bodies = [.. node.Inputs.Select(static input => input.Value).OfType<GraphArgument>().Select(body => new GraphBody(scope.Context, body.Graph))],
            Arguments = [.. node.Inputs.Where(static input => input.Value is not GraphArgument).Select(input => scope.Resolve(input.Value))],
            ReturnTypes = [.. outputs.Select(scope.TypeOf)],
            Provenance = scope.Context.Metadata.Of(node),
        });
        scope.Assign(outputs, Flatten(results));
    }

    /// <summary>Depending on the version a tuple of results is one list or an output per element.</summary>
    internal static object?[] Flatten(IEnumerable<object?> values) =>
        [.. values.SelectMany(static value => value is object?[] list ? Flatten(list) : value is IReadOnlyList<object?> items ? Flatten(items) : [value])];
}

/// <summary>Operators that only wrap a graph: contexts such as no_grad and autocast, and functions called by reference. The graph is run in their place.</summary>
internal sealed class InlinedCall(string operatorName) : NodeCall
{
    public static bool Inlines(string operatorName) => operatorName is "wrap_with_set_grad_enabled" or "wrap_with_autocast" or "invoke_subgraph" or "hints_wrapper"
        or "strict_mode" or "tag_activation_checkpoint" or "wrap" or "wrap_activation_checkpoint" or "run_const_graph" or "base_hop";

    /// <exception cref="InvalidModelException">There is no graph, or not its number of operands.</exception>
    public override void Run(ExportedNode node, Scope scope)
    {
        int at = Array.FindIndex(node.Inputs, static input => input.Value is GraphArgument);
        if (at < 0)
            throw ModelErrors.Program($"the node '{node.Name}' has no graph.");
        ExportedGraph graph = ((GraphArgument)node.Inputs[at].Value!).Graph;
        object?[] operands = HigherOrderNodeCall.Flatten(node.Inputs[(at + 1)..].Select(input => scope.Resolve(input.Value)));
        if (operands.Length < graph.Inputs.Length)
            throw ModelErrors.Program($"the node '{node.Name}' has fewer operands than its graph has inputs.");
        // What precedes the operands is the name of the function.
        object?[] results = HigherOrderNodeCall.Flatten(new GraphBody(scope.Context, graph).Run(scope.Surface, operands[^graph.Inputs.Length..]));
        object?[] outputs = HigherOrderNodeCall.Flatten(node.Outputs);
        if (operatorName == "wrap_with_autocast")
            results = [.. results.Select((result, i) => i < outputs.Length ? Cast(result, outputs[i], node, scope) : result)];
        scope.Assign(outputs, results);
    }

    /// <summary>The graph is recorded without autocast's conversions; those of its results matter outside.</summary>
    private static object? Cast(object? result, object? output, ExportedNode node, Scope scope)
    {
        if (scope.TypeOf(output) is not TensorType type)
            return result;
        var schema = scope.Context.Schemas.Find("aten::to", "dtype")!;
        return scope.Surface.Call(new AtenCall
        {
            Name = $"{((ValueReference)output!).Name}_cast",
            Operator = schema,
            Arguments = [result, type.DType, .. schema.Arguments.Skip(2).Select(static argument => argument.Default)],
            ReturnTypes = [type],
            Provenance = scope.Context.Metadata.Of(node),
        })[0];
    }
}
