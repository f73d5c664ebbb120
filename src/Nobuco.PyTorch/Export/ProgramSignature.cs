namespace Nobuco.PyTorch.Export;

/// <summary>What the inputs and outputs of the graph are, in the graph's order.</summary>
internal sealed record ProgramSignature(IReadOnlyList<InputSpec> Inputs, IReadOnlyList<OutputSpec> Outputs);

internal enum InputKind
{
    User,
    Parameter,
    Buffer,
    NonPersistentBuffer,
    Constant,

    /// <summary>A Python number or string that the program was specialised to.</summary>
    Literal,

    /// <summary>TorchBind objects and effect tokens.</summary>
    Other,
}

/// <param name="Argument">The input's name, or the value of a literal.</param>
/// <param name="Target">The qualified name of what the input carries.</param>
internal sealed record InputSpec(InputKind Kind, object? Argument, string Target);

internal enum OutputKind
{
    User,
    BufferMutation,
    InputMutation,
    ParameterMutation,
    Other,
}

/// <param name="Argument">The value, or a constant that the program returns.</param>
/// <param name="Target">The buffer's qualified name or the input's name.</param>
internal sealed record OutputSpec(OutputKind Kind, object? Argument, string Target);
