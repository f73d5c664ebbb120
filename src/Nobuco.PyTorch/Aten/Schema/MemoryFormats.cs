namespace Nobuco.PyTorch.Aten.Schema;

/// <summary>The numbers of memory formats.</summary>
public static class MemoryFormats
{
    /// <exception cref="FormatException">There is none of that number.</exception>
    public static MemoryFormat FromC10(long code) => code switch
    {
        0 => MemoryFormat.Contiguous,
        1 => MemoryFormat.Preserve,
        2 => MemoryFormat.ChannelsLast,
        3 => MemoryFormat.ChannelsLast3d,
        _ => throw new FormatException($"The memory format with c10 number {code} is unknown."),
    };

    /// <summary>The format with that number in exported programs; 0, unknown, is null.</summary>
    /// <exception cref="FormatException">There is none of that number.</exception>
    public static MemoryFormat? FromExport(long code) => code switch
    {
        0 => null,
        1 => MemoryFormat.Contiguous,
        2 => MemoryFormat.ChannelsLast,
        3 => MemoryFormat.ChannelsLast3d,
        4 => MemoryFormat.Preserve,
        _ => throw new FormatException($"The memory format with export number {code} is unknown."),
    };
}
