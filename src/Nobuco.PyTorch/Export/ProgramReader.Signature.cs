using System.Text.Json;

namespace Nobuco.PyTorch.Export;

/// <summary>The signature: lists of specs, or (PyTorch 2.1) dictionaries.</summary>
internal ref partial struct ProgramReader
{
    private ProgramSignature Signature()
    {
        var legacy = new LegacySignature();
        List<InputSpec>? inputs = null;
        List<OutputSpec>? outputs = null;
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            switch (field)
            {
                case "input_specs": inputs = InputSpecs(); break;
                case "output_specs": outputs = OutputSpecs(); break;
                case "inputs_to_parameters": Map(legacy.Parameters); break;
                case "inputs_to_buffers": Map(legacy.Buffers); break;
                case "inputs_to_lifted_tensor_constants": Map(legacy.Constants); break;
                case "buffers_to_mutate": Map(legacy.MutatedBuffers); break;
                default: _json.Skip(); break;
            }
        }
        return inputs is not null && outputs is not null ? new ProgramSignature(inputs, outputs) : legacy.ToSignature(_file.Graph);
    }

    private void Map(Dictionary<string, string> map)
    {
        _json.BeginObject();
        while (_json.NextField(out string key))
            map[key] = _json.String();
    }

    private List<InputSpec> InputSpecs()
    {
        var specs = new List<InputSpec>();
        _json.BeginArray();
        while (_json.NextItem())
        {
            InputSpec spec = new(InputKind.Other, null, "");
            _json.BeginObject();
            while (_json.NextField(out string kind))
            {
                if (!_json.IsNull)
                    spec = InputSpec(kind);
            }
            specs.Add(spec);
        }
        return specs;
    }

    private InputSpec InputSpec(string kind)
    {
        SpecFields fields = Fields();
        return kind switch
        {
            "user_input" => new InputSpec(InputKind.User, fields.Argument, ""),
            "parameter" => new InputSpec(InputKind.Parameter, fields.Argument, fields.Target),
            "buffer" => new InputSpec(fields.IsPersistent ? InputKind.Buffer : InputKind.NonPersistentBuffer, fields.Argument, fields.Target),
            "tensor_constant" => new InputSpec(InputKind.Constant, fields.Argument, fields.Target),
            "constant_input" => new InputSpec(InputKind.Literal, fields.Argument, fields.Target),
            _ => new InputSpec(InputKind.Other, fields.Argument, fields.Target),
        };
    }

    private List<OutputSpec> OutputSpecs()
    {
        var specs = new List<OutputSpec>();
        _json.BeginArray();
        while (_json.NextItem())
        {
            OutputSpec spec = new(OutputKind.Other, null, "");
            _json.BeginObject();
            while (_json.NextField(out string kind))
            {
                if (!_json.IsNull)
                    spec = OutputSpec(kind);
            }
            specs.Add(spec);
        }
        return specs;
    }

    private OutputSpec OutputSpec(string kind)
    {
        SpecFields fields = Fields();
        return new OutputSpec(
            kind switch
            {
                "user_output" or "loss_output" => OutputKind.User,
                "buffer_mutation" => OutputKind.BufferMutation,
                "user_input_mutation" => OutputKind.InputMutation,
                "parameter_mutation" => OutputKind.ParameterMutation,
                _ => OutputKind.Other,
            },
            fields.Argument,
            fields.Target);
    }

    private record struct SpecFields(object? Argument, string Target, bool IsPersistent);

    private SpecFields Fields()
    {
        var fields = new SpecFields(null, "", IsPersistent: true);
        _json.BeginObject();
        while (_json.NextField(out string field))
        {
            switch (field)
            {
                case "arg": fields.Argument = SpecArgument(); break;
                case "value": fields.Argument = Argument(); break;
                case "persistent": fields.IsPersistent = _json.IsNull || _json.Boolean(); break;
                case "name" or "parameter_name" or "buffer_name" or "tensor_constant_name" or "custom_obj_name" or "user_input_name":
                    fields.Target = _json.String();
                    break;
                default: _json.Skip(); break;
            }
        }
        return fields;
    }

    /// <summary>An argument union for the user's inputs and outputs, <c>{"name": …}</c> for all others.</summary>
    private object? SpecArgument() => _json.Type == JsonTokenType.StartObject ? Symbolic(ReferenceKind.Tensor) : Reference(ReferenceKind.Tensor);
}
