using Nobuco.Conversion;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Tracing;

namespace Nobuco;

/// <summary>Writes the C# file that a conversion of one's own begins with: a program that <c>dotnet run FILE.cs</c> runs, with a converter to be filled in for every operator that has none.</summary>
public static class ConversionScript
{
    private const string Example = """
        /// <summary>max(0, min(1, x / 6 + 1/2)); 'nobuco locate aten::conv2d' shows how others are written.</summary>
        [Converter("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, Replaces = true)]
        public static TfTensor HardSigmoid(TfTensor self) => tf.ClipByValue(self / 6 + 0.5, 0, 1);
        """;

    /// <param name="reference">The directive that brings in the library: <c>#:package Nobuco@0.1.0</c>, or <c>#:project PATH</c>.</param>
    /// <param name="modelPath">The model as the script is to name it.</param>
    /// <param name="program">The model, where it is there already: for its inputs, and for the operators without a converter.</param>
    /// <exception cref="TracingException">The program does something that no functional graph can express.</exception>
    public static string Create(string reference, string modelPath, ExportedProgram? program = null)
    {
        IReadOnlyList<string> converters = program is null ? [] : [.. Missing(program).Select(Stub)];
        Dictionary<string, string> parts = new()
        {
            ["reference"] = reference,
            ["inputs"] = string.Concat((program?.Inputs ?? []).Select(static input => $"// input {input.Name}: {input.Type?.ToString() ?? "int"}\n")),
            ["model"] = Literal(modelPath),
            ["output"] = Literal(Path.ChangeExtension(Path.GetFileName(modelPath), ".tflite")),
            ["converters"] = string.Join('\n', (converters.Count == 0 ? [Example] : converters).Select(Indented)),
        };
        return parts.Aggregate(Template(), static (text, part) => text.Replace($"{{{part.Key}}}", part.Value, StringComparison.Ordinal)).ReplaceLineEndings("\n");
    }

    private static string Template()
    {
        using Stream stream = typeof(ConversionScript).Assembly.GetManifestResourceStream("convert.template")!;
        return new StreamReader(stream).ReadToEnd();
    }

    private static string Stub(OperatorSchema schema) => $"""
        // {SchemaPrinter.Print(schema)}
        {ConverterSignature.Declaration(schema, $"throw new NotExpressibleException({Literal($"{schema.Name} is to be written.")})")}
        """;

    /// <summary>The operators that the program calls and that have no converter, each once.</summary>
    private static IReadOnlyList<OperatorSchema> Missing(ExportedProgram program) =>
        [.. Tracer.Trace(program).Nodes.Select(static node => node.Operator).Where(static schema => Converters.Default.Find(schema) is null).DistinctBy(static schema => schema.FullName)];

    private static string Literal(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Indented(string text) => string.Concat(text.ReplaceLineEndings("\n").Split('\n').Select(static line => $"    {line}\n"));
}
