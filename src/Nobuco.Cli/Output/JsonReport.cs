using Nobuco.Tensors;

namespace Nobuco.Cli.Output;

/// <summary>The JSON form of reports and diagnostics; docs/cli.md describes it.</summary>
internal static class JsonReport
{
    public static object Describe(ConversionReport report) => new
    {
        torchVersion = report.TorchVersion,
        inputs = report.Inputs.Select(Describe),
        outputs = report.Outputs.Select(Describe),
        nodes = report.Nodes.Select(Describe),
        verification = report.Verification,
        targets = report.Targets,
        stages = report.Stages.Select(stage => new { name = stage.Name, seconds = stage.Duration.TotalSeconds }),
        diagnostics = report.Diagnostics.Select(Describe),
    };

    public static object Describe(Diagnostic diagnostic) => new
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

    private static object Describe(NodeReport node) => new
    {
        name = node.Name,
        @operator = node.Operator,
        inputs = node.Inputs.Select(Describe),
        outputs = node.Outputs.Select(Describe),
        arguments = node.Arguments,
        module = node.Provenance.ModulePath,
        moduleClass = node.Provenance.Modules is { Count: > 0 } modules ? modules[^1].ClassName : null,
        line = node.Provenance.Line?.ToString(),
        inPlace = node.WasInPlace,
        converter = node.Converter,
        ownError = node.TeacherForced,
        accumulatedError = node.EndToEnd,
    };

    private static object Describe(TensorReport tensor) => new { name = tensor.Name, type = tensor.Type.ToString(), constant = tensor.IsConstant };
}
