using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Tracing;

/// <summary>Traces programs into graphs.</summary>
public static class Tracer
{
    /// <summary>The functional graph of a program, its inputs and outputs named as the user knows them.</summary>
    /// <param name="customSchemas">Custom operators besides those that the program was loaded with: <c>demo::swish_gate(Tensor x, float beta) -> Tensor</c>.</param>
    /// <exception cref="TracingException">The program does something that no functional graph can express.</exception>
    public static TorchGraph Trace(ExportedProgram program, params IEnumerable<string> customSchemas)
    {
        SchemaTable schemas = program.Schemas.With(customSchemas);
        var surface = new TracingSurface(schemas, new ViewLayout(ExampleSizes(program)));
        object?[] inputs = [.. program.Inputs.Select(input => input.Type is { } type ? surface.AddInput(input.Name, type) : (object?)input.Integer)];
        ProgramResult result = program.RunWith(schemas, surface, inputs);
        foreach (ProgramMutation mutation in result.Mutations)
            surface.Assign(mutation.Target, mutation.IsBuffer, (TracedTensor)mutation.Value);
        return surface.Finish(program.Outputs.Zip(result.Outputs, (output, value) => (output.Name, value)), program.Symbols);
    }

    private static Dictionary<string, long> ExampleSizes(ExportedProgram program) => program.Symbols
        .Where(symbol => symbol.Value.Hint is not null)
        .ToDictionary(symbol => symbol.Key, symbol => symbol.Value.Hint!.Value, StringComparer.Ordinal);
}
