using System.Globalization;
using Nobuco.Conversion;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco;

/// <summary>Makes the report of a conversion.</summary>
internal sealed class Reporter(ExportedProgram program, TorchGraph graph, ConvertedGraph converted)
{
    private readonly Dictionary<Node, ConvertedNode> _converted = converted.Nodes.ToDictionary(n => n.Node);
    private readonly TensorReports _tensors = new(graph, converted);
    private readonly IReadOnlyList<TransposeReport> _transposes = new TransposeReporter(graph, converted).Report();

    public ConversionReport Report(IReadOnlyList<Diagnostic> diagnostics, IReadOnlyList<StageTime> stages) => new()
    {
        Model = Path.GetFileName(program.Path),
        TorchVersion = program.TorchVersion ?? "unknown",
        Inputs = converted.Inputs,
        Outputs = converted.Outputs,
        Nodes = [.. graph.Nodes.Select(node => Describe(node, diagnostics))],
        Transposes = _transposes,
        Diagnostics = diagnostics,
        Stages = stages,
    };

    public ConversionReport Verified(IReadOnlyList<Diagnostic> diagnostics, VerifierResult verified, string source, double tolerance, IReadOnlyList<StageTime> stages)
    {
        Dictionary<string, Comparison> outputs = graph.Outputs.Where(o => o.Value is not null).ToDictionary(
            o => o.Name,
            o => o.Value!.Producer is { } producer ? verified.Checks[producer].EndToEnd : new Comparison(Verdict.Exact));
        Node? first = graph.Nodes.FirstOrDefault(node => !verified.Checks[node].TeacherForced.Passes);
        string? command = first is null ? null : $"nobuco extract {(program.Path.Contains(' ', StringComparison.Ordinal) ? $"\"{program.Path}\"" : program.Path)} {(ModuleGrouping.IsModule(first) ? "--module" : "--node")} {first.Name} -o repro.pt2";
        IEnumerable<Diagnostic> firstProblem = first is null ? [] : Problems(first, verified.Checks[first], command);
        IEnumerable<Diagnostic> others = graph.Nodes.Where(node => node != first).SelectMany(node => Problems(node, verified.Checks[node], null));
        ConversionReport report = Report(diagnostics, stages);
        return report with
        {
            ReproductionCommand = command,
            Nodes = [.. report.Nodes.Zip(graph.Nodes, (described, node) => Checked(described, verified.Checks[node]))],
            Diagnostics = [.. firstProblem, .. diagnostics, .. others],
            Verification = new VerificationReport(source, tolerance, outputs),
        };
    }

    private static NodeReport Checked(NodeReport node, NodeCheck check) =>
        node with { TeacherForced = check.TeacherForced, EndToEnd = check.EndToEnd, EagerTime = check.EagerTime, ConvertedTime = check.ConvertedTime, Evidence = check.Evidence };

    /// <param name="reproduction">For the first wrong node the command that cuts it out.</param>
    private static IEnumerable<Diagnostic> Problems(Node node, NodeCheck check, string? reproduction)
    {
        if (check.TeacherForced.Verdict == Verdict.Unchecked)
            yield return Diagnostic.At(node, Descriptors.UncheckedOperator, $"{node.Operator.FullName} is not checked: {check.TeacherForced.Message}");
        else if (!check.TeacherForced.Passes)
            yield return Diagnostic.At(
                node,
                Descriptors.Inaccurate,
                $"{node.Name} ({node.Operator.FullName}) {(reproduction is null ? "" : "is the first wrong node: it ")}{Difference(check.TeacherForced)}",
                $"Look at its converter{(reproduction is null ? "" : $", cut it out ({reproduction})")}, raise --tolerance if this is accurate enough, or keep the file with --force.");
        else if (!check.EndToEnd.Passes)
            yield return Diagnostic.At(node, Descriptors.Inaccurate, $"{node.Name} ({node.Operator.FullName}) has accumulated an error: it {Difference(check.EndToEnd)}", "Raise --tolerance if this is accurate enough, or keep the file with --force.");
    }

    private static string Difference(Comparison comparison) =>
        string.Create(CultureInfo.InvariantCulture, $"is off by {comparison.MaxAbsolute:g3}, {comparison.MaxRelative:g3} of its largest magnitude. {comparison.Message}").TrimEnd();

    private NodeReport Describe(Node node, IReadOnlyList<Diagnostic> diagnostics) => new()
    {
        Name = node.Name,
        Operator = node.Operator.FullName,
        Inputs = [.. node.Inputs.Select(value => _tensors[value])],
        Outputs = [.. node.Outputs.Select(value => _tensors[value])],
        Arguments = [.. Arguments(node)],
        Provenance = node.Provenance,
        WasInPlace = node.WasInPlace,
        Converter = _converted.GetValueOrDefault(node)?.Converter is { } converter ? new ConverterReport(converter.DisplayName, converter.Strategy, converter.Source) : null,
        Operations = [.. (_converted.GetValueOrDefault(node)?.Operations ?? []).Select(operation => Describe(operation, node.Name))],
        Problem = diagnostics.FirstOrDefault(d => d.Line == node.Provenance.Line && d.ModulePath == node.Provenance.ModulePath && d.Message.Contains(node.Operator.FullName, StringComparison.Ordinal)),
    };

    private static OperationReport Describe(TfNode operation, string node) =>
        new(operation.Op.Name, OpText.Attributes(operation.Op), operation.Inputs.Select(input => input.Type).ToSeq(), operation.Outputs.Select(output => output.Type).ToSeq(), [node]);

    private static IEnumerable<string> Arguments(Node node)
    {
        for (int i = 0; i < node.Operator.Arguments.Count; i++)
        {
            SchemaArgument argument = node.Operator.Arguments[i];
            if (argument.Type.Kind != SchemaKind.Tensor && node.Arguments[i] is { } value && !(argument.HasDefault && Equals(argument.Default, value)))
                yield return $"{argument.Name}={Text(value)}";
        }
    }

    private static string Text(object value) => value switch
    {
        Seq<double> numbers => $"[{string.Join(", ", numbers.Select(static n => n.ToString("R", CultureInfo.InvariantCulture)))}]",
        long.MaxValue or Dim { TryValue: long.MaxValue } => "end",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
