namespace Nobuco;

/// <summary>What a converter asks of the channel order of its tensors.</summary>
public enum ChannelOrderingStrategy
{
    /// <summary>Tensors of rank 3 and more come and go channels-last: <c>[N, H, W, C]</c> for PyTorch's <c>[N, C, H, W]</c>.</summary>
    ForceTensorFlowOrder,

    /// <summary>Tensors come and go in PyTorch's order.</summary>
    ForcePyTorchOrder,

    /// <summary>Any order, the same for all tensors: element-wise operators.</summary>
    MinimumTranspositions,

    /// <summary>
    /// The converter takes any order and answers in the order it likes: it asks <see cref="TensorFlow.TfTensor.Axis"/> where an axis is and declares the order of
    /// its results. It is tried with every order that is considered, and the transposes that it makes itself count.
    /// </summary>
    Manual,
}
