namespace Nobuco;

/// <summary>A converter cannot be used as it is declared (NBC0109): the message names the method, what is wrong with it, and what to write instead.</summary>
public sealed class ConverterBindingException : Exception
{
    internal ConverterBindingException(string problem, string nextStep)
        : this(new Diagnostic(Descriptors.ConverterDoesNotFit, $"{problem}.", NextStep: nextStep))
    {
    }

    private ConverterBindingException(Diagnostic diagnostic)
        : base(diagnostic.ToString()) => Diagnostic = diagnostic;

    /// <summary>The same as data.</summary>
    public Diagnostic Diagnostic { get; }
}
