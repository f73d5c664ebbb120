using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Nobuco.Tensors;
using Nobuco.TensorFlow.Graph;

namespace Nobuco;

/// <summary>Reports as JSON, for programs to read. docs/report.md describes it and docs/report.schema.json is its schema.</summary>
public static class JsonReport
{
    /// <summary>Becomes another number when a reader of the old form would misunderstand the new one; what is only added changes nothing.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        // Scripts of one C# file have no resolver by default.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonSerializerOptions s_embedded = new(s_options) { WriteIndented = false, Encoder = JavaScriptEncoder.Default };

    /// <summary>The document of a report.</summary>
    public static string Text(ConversionReport report) => JsonSerializer.Serialize(Describe(report), s_options);

    /// <summary>The document on one line, with nothing in it that ends a script element.</summary>
    internal static string Embedded(ConversionReport report) => JsonSerializer.Serialize(Describe(report), s_embedded);

    /// <summary>The document of a failure before there is a report: the diagnostics only.</summary>
    public static string Text(IEnumerable<Diagnostic> diagnostics) =>
        JsonSerializer.Serialize(new { version = Version, status = "failed", diagnostics = diagnostics.Select(Describe) }, s_options);

    internal static object Describe(ConversionReport report)
    {
        var calls = new CallList(report.Nodes);
        return new
        {
            version = Version,
            status = report.HasErrors ? "failed" : report.Verification is null ? "notVerified" : "verified",
            model = report.Model,
            torchVersion = report.TorchVersion,
            inputs = report.Inputs.Select(Describe),
            outputs = report.Outputs.Select(Describe),
            tensors = report.Nodes.SelectMany(node => node.Inputs.Concat(node.Outputs)).DistinctBy(tensor => tensor.Name).Select(Describe),
            calls = calls.Calls.Select(call => new { path = call.Call.Path, @class = call.Call.ClassName, repetition = call.Call.Repetition, parent = Index(call.Parent) }),
            nodes = report.Nodes.Select(node => Describe(node, Index(calls[node]))),
            transposes = report.Transposes.Select(Describe),
            firstWrong = report.FirstWrong?.Name,
            reproduction = report.ReproductionCommand,
            verification = report.Verification is { } verification ? Describe(verification) : null,
            targets = report.Targets.Select(Describe),
            stages = report.Stages.Select(stage => new { name = stage.Name, seconds = stage.Duration.TotalSeconds }),
            diagnostics = report.Diagnostics.Select(Describe),
        };
    }

    private static int? Index(int call) => call < 0 ? null : call;

    private static object Describe(Diagnostic diagnostic) => new
    {
        id = diagnostic.Id,
        title = diagnostic.Descriptor.Title,
        severity = diagnostic.Severity,
        message = diagnostic.Message,
        module = diagnostic.ModulePath,
        line = diagnostic.Line?.ToString(),
        nextStep = diagnostic.NextStep,
    };

    private static object Describe(ModelPort port) => new
    {
        name = port.Name,
        dtype = port.Type.DType.Name(),
        shape = port.Order.Apply(port.Type.Shape).Select(size => size.ToString()),
        axes = port.Order.Permutation,
    };

    private static object Describe(TensorReport tensor) => new
    {
        name = tensor.Name,
        kind = tensor.Kind,
        dtype = tensor.Type.DType.Name(),
        shape = tensor.Type.Shape.Select(size => size.ToString()),
        axes = tensor.Order.Permutation,
        readers = tensor.Readers,
        needed = tensor.IsNeeded,
        dependsOnInputs = tensor.DependsOnInputs,
    };

    private static object Describe(NodeReport node, int? call) => new
    {
        name = node.Name,
        @operator = node.Operator,
        inputs = node.Inputs.Select(tensor => tensor.Name),
        outputs = node.Outputs.Select(tensor => tensor.Name),
        arguments = node.Arguments,
        call,
        module = node.Provenance.ModulePath,
        moduleClass = node.Provenance.Modules is { Count: > 0 } modules ? modules[^1].ClassName : null,
        line = node.Provenance.Line?.ToString(),
        code = node.Provenance.Line?.Code,
        inPlace = node.WasInPlace,
        converter = node.Converter is { } converter ? new { name = converter.Name, strategy = converter.Strategy, source = converter.Source.ToString(), builtIn = converter.Source.IsBuiltIn } : null,
        operations = node.Operations.Select(operation => new { name = operation.Name, attributes = operation.Attributes, inputs = Types(operation.Inputs), outputs = Types(operation.Outputs) }),
        ownError = Describe(node.TeacherForced),
        accumulatedError = Describe(node.EndToEnd),
        eagerSeconds = node.EagerTime?.TotalSeconds,
        convertedSeconds = node.ConvertedTime?.TotalSeconds,
        evidence = node.Evidence is { } evidence ? Describe(evidence) : null,
        problem = node.Problem?.Id,
    };

    private static object Describe(NodeEvidence evidence) => new
    {
        inputs = evidence.Inputs.Select(Describe),
        outputs = evidence.Outputs.Select(output => new
        {
            expected = Describe(output.Expected),
            got = Describe(output.Got),
            differing = output.Differing,
            worst = output.Worst.Select(element => new { index = element.Index, expected = element.Expected, got = element.Got }),
        }),
    };

    private static object Describe(TensorStatistics tensor) => new
    {
        name = tensor.Name,
        dtype = tensor.DType.Name(),
        shape = tensor.Shape,
        minimum = tensor.Minimum,
        maximum = tensor.Maximum,
        mean = tensor.Mean,
        standardDeviation = tensor.StandardDeviation,
        nans = tensor.NaNs,
        infinities = tensor.Infinities,
    };

    private static object Describe(TransposeReport transpose) => new
    {
        tensor = transpose.Tensor,
        producer = transpose.Producer,
        consumers = transpose.Consumers,
        outputs = transpose.Outputs,
        from = transpose.From.Permutation,
        to = transpose.To.Permutation,
        bytes = transpose.Bytes,
        own = transpose.IsOwn,
        reason = transpose.Reason,
        writtenIn = transpose.WrittenIn,
    };

    private static object Describe(Comparison comparison) => new
    {
        verdict = comparison.Verdict,
        maxAbsolute = comparison.MaxAbsolute,
        maxRelative = comparison.MaxRelative,
        message = comparison.Message,
    };

    private static object Describe(VerificationReport verification) => new
    {
        inputSource = verification.InputSource,
        tolerance = verification.Tolerance,
        converted = Describe(verification.Converted),
    };

    private static object Describe(TargetReport target) => new
    {
        path = target.Path,
        format = target.Format,
        size = target.Size,
        operators = target.Operators,
        operations = target.Operations.Select(operation => new { name = operation.Name, inputs = Types(operation.Inputs), outputs = Types(operation.Outputs), nodes = operation.Nodes }),
        rewrites = target.Rewrites,
        written = Describe(target.Written),
    };

    private static Dictionary<string, object> Describe(IReadOnlyDictionary<string, Comparison> outputs) => outputs.ToDictionary(output => output.Key, output => Describe(output.Value));

    private static IEnumerable<string> Types(Seq<TfType> types) => types.Select(type => type.ToString());
}
