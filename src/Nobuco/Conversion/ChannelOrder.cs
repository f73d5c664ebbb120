namespace Nobuco;

/// <summary>The order that an input or output of the converted model has.</summary>
public enum ChannelOrder
{
    /// <summary>Image-like tensors channels-last, all others as in PyTorch.</summary>
    TensorFlow,

    /// <summary>As in PyTorch.</summary>
    PyTorch,

    /// <summary>Whichever moves the least data.</summary>
    Auto,
}
