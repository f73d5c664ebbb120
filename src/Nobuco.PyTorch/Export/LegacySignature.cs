using Nobuco.PyTorch.Archives;

namespace Nobuco.PyTorch.Export;

/// <summary>The signature of PyTorch 2.1: dictionaries by the names of the graph's inputs and outputs.</summary>
internal sealed class LegacySignature
{
    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Buffers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Constants { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> MutatedBuffers { get; } = new(StringComparer.Ordinal);

    /// <param name="graph">The graph, which precedes its signature in the file.</param>
    public ProgramSignature ToSignature(ExportedGraph? graph)
    {
        if (graph is null)
            throw ModelErrors.Program("its signature is of PyTorch 2.1 and precedes the graph.");
        return new ProgramSignature([.. graph.Inputs.Select(Input)], [.. graph.Outputs.Select(Output)]);
    }

    private InputSpec Input(object? argument)
    {
        string name = (argument as ValueReference)?.Name ?? "";
        if (Parameters.TryGetValue(name, out string? target))
            return new InputSpec(InputKind.Parameter, argument, target);
        if (Buffers.TryGetValue(name, out target))
            return new InputSpec(InputKind.Buffer, argument, target);
        return Constants.TryGetValue(name, out target)
            ? new InputSpec(InputKind.Constant, argument, target)
            : new InputSpec(InputKind.User, argument, "");
    }

    private OutputSpec Output(object? argument) => argument is ValueReference value && MutatedBuffers.TryGetValue(value.Name, out string? buffer)
        ? new OutputSpec(OutputKind.BufferMutation, argument, buffer)
        : new OutputSpec(OutputKind.User, argument, "");
}
