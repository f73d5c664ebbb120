using System.Text;
using Nobuco.Conversion;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Tracing;

namespace Nobuco;

/// <summary>Writes the C# file that a conversion of one's own begins with: a program that <c>dotnet run FILE.cs</c> runs, with a converter to be filled in for every operator that has none.</summary>
public static class ConversionScript
{
    /// <param name="reference">The directive that brings in the library: <c>#:package Nobuco@0.1.0</c>, or <c>#:project PATH</c>.</param>
    /// <param name="modelPath">The model as the script is to name it.</param>
    /// <param name="program">The model, where it is there already: for its inputs, and for the operators without a converter.</param>
    /// <exception cref="TracingException">The program does something that no functional graph can express.</exception>
    public static string Create(string reference, string modelPath, ExportedProgram? program = null)
    {
        IReadOnlyList<OperatorSchema> missing = program is null ? [] : Missing(program);
        bool custom = missing.Any(static schema => schema.IsUnknown);
        var text = new StringBuilder();
        text.AppendLine(reference).AppendLine("using Nobuco;").AppendLine("using Nobuco.PyTorch.Export;").AppendLine("using Nobuco.Tensors;").AppendLine("using Nobuco.Tensors.Symbolic;").AppendLine("using Nobuco.TensorFlow;").AppendLine();
        foreach (ProgramInput input in program?.Inputs ?? [])
            text.AppendLine($"// input {input.Name}: {input.Type?.ToString() ?? "int"}");
        text.Append($$"""
            var program = ExportedProgram.Load(args.Length > 0 ? args[0] : {{Literal(modelPath)}});
            var options = new ConversionOptions
            {
                Converters = Converters.Default.With(typeof(MyConverters)),{{(custom ? CustomNote : "")}}
            };
            try
            {
                ConversionResult result = Converter.Convert(program, options);
                result.Save({{Literal(Path.ChangeExtension(Path.GetFileName(modelPath), ".tflite"))}});
                Console.WriteLine($"{result.Report.Targets[0].OperatorCount} operators, {result.Report.Targets[0].Size} bytes, verified");
            }
            catch (ConversionException error)
            {
                foreach (Diagnostic diagnostic in error.Diagnostics)
                    Console.Error.WriteLine(diagnostic);
                Environment.ExitCode = 1;
            }

            internal static class MyConverters
            {

            """);
        text.Append(missing.Count == 0 ? Indented(Example) : string.Join(Environment.NewLine, missing.Select(schema => Indented(Stub(schema)))));
        return text.AppendLine("}").ToString().ReplaceLineEndings("\n");
    }

    private const string CustomNote = """

                // For verification say what an operator of your own computes in PyTorch: .With("demo::gate", (Tensor x, double beta) => …)
                EagerOperators = Nobuco.PyTorch.Aten.EagerRegistry.Default,
        """;

    private const string Example = """
        /// <summary>max(0, min(1, x / 6 + 1/2)); 'nobuco locate aten::conv2d' shows how others are written.</summary>
        [Converter("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, Replaces = true)]
        public static TfTensor HardSigmoid(TfTensor self) => tf.ClipByValue(self / 6 + 0.5, 0, 1);
        """;

    private static string Stub(OperatorSchema schema) => $"""
        // {SchemaPrinter.Print(schema)}
        {ConverterSignature.Declaration(schema, $"throw new NotExpressibleException({Literal($"{schema.Name} is to be written.")})")}
        """;

    /// <summary>The operators that the program calls and that have no converter, each once.</summary>
    private static IReadOnlyList<OperatorSchema> Missing(ExportedProgram program) =>
        [.. Tracer.Trace(program).Nodes.Select(static node => node.Operator).Where(static schema => Converters.Default.Find(schema) is null).DistinctBy(static schema => schema.FullName)];

    private static string Literal(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Indented(string text) => string.Concat(text.ReplaceLineEndings("\n").Split('\n').Select(static line => $"    {line}{Environment.NewLine}"));
}
