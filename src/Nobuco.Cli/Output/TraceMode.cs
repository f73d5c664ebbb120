namespace Nobuco.Cli.Output;

/// <summary>How much of the trace tree is printed.</summary>
internal enum TraceMode
{
    /// <summary>All of it when it is short, the summary when it is long.</summary>
    Auto,

    /// <summary>Every module and operator.</summary>
    Full,

    /// <summary>What is right is folded, and modules that repeat are one line.</summary>
    Summary,

    /// <summary>Only the way to what is wrong or not converted.</summary>
    Failures,
}
