namespace Nobuco.TensorFlow.Targets.GraphDef;

/// <summary>A SavedModel or TensorFlow.js model cannot be read: it is damaged, or holds what is not run.</summary>
public sealed class InvalidGraphDefException(string message) : Exception(message);
