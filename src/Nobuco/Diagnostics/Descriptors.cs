namespace Nobuco;

/// <summary>All diagnostics. Ids are never used again for something else.</summary>
public static class Descriptors
{
    public static DiagnosticDescriptor UnsupportedOperator { get; } = new("NBC0101", nameof(UnsupportedOperator), Severity.Error);

    public static DiagnosticDescriptor UnhandledArgument { get; } = new("NBC0102", nameof(UnhandledArgument), Severity.Error);

    public static DiagnosticDescriptor ConverterFailed { get; } = new("NBC0103", nameof(ConverterFailed), Severity.Error);

    public static DiagnosticDescriptor SymbolicArgument { get; } = new("NBC0104", nameof(SymbolicArgument), Severity.Error);

    public static DiagnosticDescriptor NotExpressible { get; } = new("NBC0105", nameof(NotExpressible), Severity.Error);

    public static DiagnosticDescriptor StateNotConverted { get; } = new("NBC0106", nameof(StateNotConverted), Severity.Error);

    public static DiagnosticDescriptor InputWriteDropped { get; } = new("NBC0107", nameof(InputWriteDropped), Severity.Warning);

    public static DiagnosticDescriptor InvalidOption { get; } = new("NBC0201", nameof(InvalidOption), Severity.Error);

    public static DiagnosticDescriptor InvalidInputs { get; } = new("NBC0202", nameof(InvalidInputs), Severity.Error);

    public static DiagnosticDescriptor UncheckedOperator { get; } = new("NBC0301", nameof(UncheckedOperator), Severity.Warning);

    public static DiagnosticDescriptor Inaccurate { get; } = new("NBC0302", nameof(Inaccurate), Severity.Error);

    public static DiagnosticDescriptor WrittenFileDiffers { get; } = new("NBC0303", nameof(WrittenFileDiffers), Severity.Error);

    public static DiagnosticDescriptor CannotWrite { get; } = new("NBC0401", nameof(CannotWrite), Severity.Error);

    public static DiagnosticDescriptor UnknownTarget { get; } = new("NBC0402", nameof(UnknownTarget), Severity.Error);
}
