namespace Nobuco.TensorFlow.Targets;

/// <summary>How float32 weights are stored by a format that can store them in fewer bits; it computes in float32 in any case.</summary>
public enum WeightQuantization
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>In half precision.</summary>
    Float16,

    /// <summary>As 256 evenly spaced values between the smallest and the largest of a tensor.</summary>
    UInt8,

    /// <summary>As 65536 evenly spaced values between the smallest and the largest of a tensor.</summary>
    UInt16,
}
