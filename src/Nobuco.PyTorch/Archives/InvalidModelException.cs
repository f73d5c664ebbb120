namespace Nobuco.PyTorch.Archives;

/// <summary>A file is no model, is damaged, or holds what cannot be read.</summary>
/// <param name="code">The stable id of the diagnostic (<see cref="ModelErrors"/>), e.g. <c>NBC0502</c>.</param>
/// <param name="nextStep">What the user can do about it.</param>
public sealed class InvalidModelException(string code, string message, string? nextStep = null, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    public string? NextStep { get; } = nextStep;
}
