namespace Nobuco.TensorFlow.Targets.Keras;

/// <summary>What is wrong with a Keras file.</summary>
public enum KerasFault
{
    /// <summary>The file is no Keras model at all.</summary>
    NotKeras,

    /// <summary>The file ends early, or its parts contradict each other.</summary>
    Corrupt,

    /// <summary>The file is sound but holds a layer, an operation or a way of storage that is not read.</summary>
    Unsupported,
}

/// <summary>A file is not a Keras model that can be read.</summary>
public sealed class InvalidKerasException(KerasFault fault, string message) : Exception(message)
{
    public KerasFault Fault { get; } = fault;

    internal static InvalidKerasException Corrupt(string message) => new(KerasFault.Corrupt, message);

    internal static InvalidKerasException Unsupported(string message) => new(KerasFault.Unsupported, message);
}
