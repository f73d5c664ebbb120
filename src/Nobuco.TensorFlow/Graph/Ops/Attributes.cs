namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>TensorFlow's two ways to pad a window: with zeros so that size / stride (rounded up) results remain, or not at all.</summary>
public enum Padding
{
    Same,
    Valid,
}

/// <summary>The function that TFLite can apply to a result within the operation that computes it.</summary>
public enum Activation
{
    None,
    Relu,
    Relu6,
    ReluN1To1,
}
