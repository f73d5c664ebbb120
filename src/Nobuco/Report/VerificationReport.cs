namespace Nobuco;

/// <summary>The outcome of verification.</summary>
/// <param name="InputSource">Where the inputs came from: the file's examples, the user, or random numbers.</param>
/// <param name="Tolerance">What the accumulated error was held to, relative to a tensor's largest magnitude; a node's own error is held to a tenth of it.</param>
/// <param name="Converted">The outputs of the converted graph against PyTorch's, by name.</param>
public sealed record VerificationReport(string InputSource, double Tolerance, IReadOnlyDictionary<string, Comparison> Converted);
