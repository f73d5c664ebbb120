using System.Globalization;

namespace Nobuco.Cli;

/// <summary>What the process exits with: the hundreds of the first error's id, so that <c>NBC03xx</c> is 3.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Wrong command line, options or inputs: NBC02xx.</summary>
    public const int Usage = 2;

    public static int Of(IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic? error = diagnostics.FirstOrDefault(static diagnostic => diagnostic.Severity == Severity.Error);
        return error is null ? Success : int.Parse(error.Id.AsSpan("NBC".Length, 2), CultureInfo.InvariantCulture);
    }
}
