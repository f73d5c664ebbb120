namespace Nobuco;

public sealed record ConversionReport;
