namespace Nobuco.TensorFlow.Targets.TFLite;

/// <summary>What is wrong with a file.</summary>
public enum TFLiteFault
{
    /// <summary>The file is not a TFLite model at all.</summary>
    NotTFLite,

    /// <summary>The file ends before what it refers to.</summary>
    Truncated,

    /// <summary>Offsets, indices or sizes in the file contradict each other.</summary>
    Corrupt,

    /// <summary>The file is sound but uses a feature that is not read: sparse tensors, weights in other files.</summary>
    Unsupported,
}

/// <summary>A file is not a TFLite model that can be read.</summary>
public sealed class InvalidTFLiteException(TFLiteFault code, string message) : Exception(message)
{
    public TFLiteFault Code { get; } = code;
}
