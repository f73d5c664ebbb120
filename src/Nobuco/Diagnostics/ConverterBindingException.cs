namespace Nobuco;

/// <summary>A converter does not fit the schema of its operator; the message names the parameter.</summary>
public sealed class ConverterBindingException(string message) : Exception(message);
