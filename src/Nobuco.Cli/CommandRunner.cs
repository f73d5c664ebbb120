using Nobuco.Cli.Output;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Tensors.IO;

namespace Nobuco.Cli;

/// <summary>Runs a command's work; whatever stops it becomes diagnostics and an exit code, never a stack trace.</summary>
internal static class CommandRunner
{
    /// <summary>Set to anything, it lets an unexpected exception through with its stack trace.</summary>
    private const string DebugVariable = "NOBUCO_DEBUG";

    /// <param name="terminal">Where to write.</param>
    /// <param name="work">Gives the exit code.</param>
    /// <param name="fail">Shows what went wrong, and the report if there is one, and gives the exit code; without it the diagnostics are shown.</param>
    public static int Run(Terminal terminal, Func<int> work, Func<IReadOnlyList<Diagnostic>, ConversionReport?, int>? fail = null)
    {
        fail ??= (diagnostics, _) => Fail(terminal, diagnostics);
        try
        {
            return work();
        }
        catch (ConversionException error)
        {
            return fail(error.Diagnostics, error.Report);
        }
        catch (Exception error) when (Describe(error) is { } diagnostic)
        {
            return fail([diagnostic], null);
        }
    }

    private static int Fail(Terminal terminal, IReadOnlyList<Diagnostic> diagnostics)
    {
        terminal.WriteJsonText(JsonReport.Text(diagnostics));
        DiagnosticWriter.Write(terminal, diagnostics);
        return ExitCode.Of(diagnostics);
    }

    private static Diagnostic? Describe(Exception exception) => exception switch
    {
        InvalidModelException error => new Diagnostic(Descriptors.Find(error.Code), error.Message, NextStep: error.NextStep),
        InvalidTFLiteException error => new Diagnostic(DescriptorOf(error.Code), error.Message),
        InvalidGraphDefException error => new Diagnostic(Descriptors.DamagedProgram, error.Message),
        InvalidFormatException error => new Diagnostic(Descriptors.InvalidInputs, error.Message),
        UnsupportedOperatorException error => new Diagnostic(Descriptors.UnsupportedOperator, error.Message),
        ExecutionException error => new Diagnostic(Descriptors.NotExpressible, error.Message),
        _ when Environment.GetEnvironmentVariable(DebugVariable) is { Length: > 0 } => null,
        _ => new Diagnostic(Descriptors.InternalError, $"{exception.GetType().Name}: {exception.Message}", NextStep: $"This is a defect of nobuco: please report it with the output that {DebugVariable}=1 gives."),
    };

    private static DiagnosticDescriptor DescriptorOf(TFLiteFault fault) => fault switch
    {
        TFLiteFault.NotTFLite => Descriptors.ForeignFile,
        TFLiteFault.Unsupported => Descriptors.UnsupportedContent,
        _ => Descriptors.DamagedProgram,
    };
}
