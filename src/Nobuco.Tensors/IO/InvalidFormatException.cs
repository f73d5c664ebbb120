namespace Nobuco.Tensors.IO;

/// <summary>A file of tensors is broken, or is no such file.</summary>
public sealed class InvalidFormatException(string message, Exception? inner = null) : Exception(message, inner);
