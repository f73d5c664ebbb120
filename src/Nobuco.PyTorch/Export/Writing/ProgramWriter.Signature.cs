namespace Nobuco.PyTorch.Export.Writing;

/// <summary>What the inputs and outputs of the graph are.</summary>
internal sealed partial class ProgramWriter
{
    private void Signature()
    {
        _json.WriteStartObject("signature");
        _json.WritePropertyName("input_specs");
        Array(file.Signature.Inputs, Input);
        _json.WritePropertyName("output_specs");
        Array(file.Signature.Outputs, Output);
        _json.WriteEndObject();
    }

    private void Input(InputSpec spec)
    {
        switch (spec.Kind)
        {
            case InputKind.User: Spec("user_input", spec.Argument); break;
            case InputKind.Parameter: Spec("parameter", spec.Argument, "parameter_name", spec.Target); break;
            case InputKind.Buffer: Spec("buffer", spec.Argument, "buffer_name", spec.Target, isPersistent: true); break;
            case InputKind.NonPersistentBuffer: Spec("buffer", spec.Argument, "buffer_name", spec.Target, isPersistent: false); break;
            case InputKind.Constant: Spec("tensor_constant", spec.Argument, "tensor_constant_name", spec.Target); break;
            case InputKind.Literal: Union("constant_input", () => Literal(spec)); break;
            default: throw NotWritten("TorchBind objects and effect tokens");
        }
    }

    private void Output(OutputSpec spec)
    {
        switch (spec.Kind)
        {
            case OutputKind.User when spec.Argument is ValueReference { Kind: ReferenceKind.Boolean }: throw NotWritten("Results that are conditions on sizes, which PyTorch does not load,");
            case OutputKind.User: Spec("user_output", spec.Argument); break;
            case OutputKind.BufferMutation: Spec("buffer_mutation", spec.Argument, "buffer_name", spec.Target); break;
            case OutputKind.InputMutation: Spec("user_input_mutation", spec.Argument, "user_input_name", spec.Target); break;
            case OutputKind.ParameterMutation: Spec("parameter_mutation", spec.Argument, "parameter_name", spec.Target); break;
            default: throw NotWritten("Gradients and effect tokens");
        }
    }

    /// <summary>The user's: the argument is a union.</summary>
    private void Spec(string kind, object? argument) => Union(kind, () => Union("arg", () => Argument(argument)));

    /// <summary>All others: the argument is a tensor's name.</summary>
    private void Spec(string kind, object? argument, string targetField, string target, bool? isPersistent = null) => Union(kind, () =>
    {
        _json.WriteStartObject();
        _json.WritePropertyName("arg");
        Tensor(argument);
        _json.WriteString(targetField, target);
        if (isPersistent is { } persistent)
            _json.WriteBoolean("persistent", persistent);
        _json.WriteEndObject();
    });

    private void Literal(InputSpec spec)
    {
        _json.WriteStartObject();
        _json.WriteString("name", spec.Target);
        _json.WritePropertyName("value");
        Argument(spec.Argument);
        _json.WriteEndObject();
    }
}
