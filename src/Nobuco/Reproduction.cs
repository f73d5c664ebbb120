using Nobuco.Conversion;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;

namespace Nobuco;

/// <summary>Cuts a node or a module out of a program, with the inputs that it really gets: the smallest model that shows what is wrong.</summary>
/// <example><code>
/// ExportedProgram repro = Reproduction.OfNode(ExportedProgram.Load("model.pt2"), "conv2d_1");
/// repro.Save("repro.pt2");
/// </code></example>
public static class Reproduction
{
    /// <summary>One node as a program: its weights keep their names, its other inputs are inputs, what they hold when the whole program runs are the example inputs.</summary>
    /// <param name="program">The program that it is in.</param>
    /// <param name="node">The name that the report has for it: <c>conv2d_1</c>.</param>
    /// <param name="options">Of these the inputs to run the program on (without them the file's examples, or random ones), the converters' custom operators and the eager ones count.</param>
    /// <exception cref="ConversionException">There is no such node (NBC0201), the inputs do not fit (NBC0202), or an operator before it cannot be executed (NBC0101).</exception>
    public static ExportedProgram OfNode(ExportedProgram program, string node, ConversionOptions? options = null) =>
        Run(program, options, (inputs, surface) => program.ExtractNode(node, inputs, surface) ?? (Cause(program, node, options) is { } cause ? program.ExtractNode(cause, inputs, surface) : null))
            ?? throw Unknown("node", node, program.NodeNames);

    /// <summary>All that one call of a module calls, as a program; see <see cref="OfNode"/>.</summary>
    /// <param name="program">The program that it is in.</param>
    /// <param name="path"><c>layer1.0</c>; <c>pool@1</c> is the second call of <c>pool</c>, an empty path the whole model.</param>
    /// <param name="options">As for <see cref="OfNode"/>.</param>
    /// <exception cref="ConversionException">There is no such call (NBC0201), the inputs do not fit (NBC0202), or an operator before it cannot be executed (NBC0101).</exception>
    public static ExportedProgram OfModule(ExportedProgram program, string path, ConversionOptions? options = null) =>
        Run(program, options, (inputs, surface) => program.ExtractModule(path, inputs, surface)) ?? throw Unknown("module", path, program.Modules.Select(static module => module.Path));

    private static ExportedProgram? Run(ExportedProgram program, ConversionOptions? options, Func<IReadOnlyList<object?>, EagerSurface, ExportedProgram?> extract)
    {
        options ??= new ConversionOptions();
        try
        {
            return extract(Inputs(program, options), new EagerSurface(options.EagerOperators));
        }
        catch (UnsupportedOperatorException error)
        {
            throw new ConversionException([new Diagnostic(
                Descriptors.UnsupportedOperator,
                $"What comes before cannot be executed: {error.Message}",
                NextStep: "Give the operator with ConversionOptions.EagerOperators, or cut out a part before it.")]);
        }
        catch (ArgumentException error)
        {
            throw Invalid(program, error.Message);
        }
    }

    /// <summary>Tracing makes <c>relu</c> of <c>relu_</c>, and names what it adds for the write after it: <c>relu_slice_scatter</c>.</summary>
    private static string? Cause(ExportedProgram program, string node, ConversionOptions? options) =>
        Converter.Trace(program, options?.Converters ?? Converters.Default).Nodes.Any(traced => traced.Name == node)
            ? program.NodeNames.Where(name => $"{node}_".StartsWith($"{name.TrimEnd('_')}_", StringComparison.Ordinal)).MaxBy(static name => name.Length)
            : null;

    private static IReadOnlyList<object?> Inputs(ExportedProgram program, ConversionOptions options)
    {
        if (options.Inputs is { } given)
            return [.. program.Inputs.Select((input, i) => Given(program, given, input, i))];
        if (program.ExampleInputs is { } examples)
            return examples;
        TorchGraph graph = Converter.Trace(program, options.Converters);
        return graph.Inputs.Count == program.Inputs.Count ? VerificationInputs.Choose(graph, null, null).Tensors : throw Invalid(program, "The file holds no example inputs.");
    }

    private static object? Given(ExportedProgram program, IReadOnlyDictionary<string, Tensor> given, ProgramInput input, int index)
    {
        Tensor tensor = given.GetValueOrDefault(input.Name) ?? given.GetValueOrDefault($"in{index}") ?? throw Invalid(program, $"The input '{input.Name}' is missing; given are {string.Join(", ", given.Keys)}.");
        return input.Type is null ? tensor.ItemAsInt64() : tensor;
    }

    private static ConversionException Invalid(ExportedProgram program, string message) => new([new Diagnostic(
        Descriptors.InvalidInputs,
        message,
        NextStep: $"Give {string.Join(", ", program.Inputs.Select(static input => $"{input.Name}: {input.Type?.ToString() ?? "int"}"))}.")]);

    private static ConversionException Unknown(string kind, string name, IEnumerable<string> known)
    {
        string[] near = [.. NearNames.Of(name, known.Distinct())];
        return new ConversionException([new Diagnostic(
            Descriptors.InvalidOption,
            $"The program has no {kind} '{name}'.{(near.Length > 0 ? $" It has {string.Join(", ", near)}." : "")}",
            NextStep: kind == "node" ? "Name a node as the report does; 'nobuco convert --json' lists all of them." : "'nobuco inspect' lists the modules; PATH@1 is the second call of one.")]);
    }
}
