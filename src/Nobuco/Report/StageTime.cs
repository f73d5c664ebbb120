namespace Nobuco;

/// <summary>One stage of a conversion.</summary>
/// <param name="Name">As in <see cref="ConversionProgress"/>.</param>
/// <param name="Duration">How long it took.</param>
public sealed record StageTime(string Name, TimeSpan Duration);
