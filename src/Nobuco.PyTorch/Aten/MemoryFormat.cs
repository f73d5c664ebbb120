namespace Nobuco.PyTorch.Aten;

/// <summary>PyTorch's memory formats.</summary>
public enum MemoryFormat
{
    Contiguous,
    ChannelsLast,
    ChannelsLast3d,
    Preserve,
}
