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

    /// <summary>The number that exported programs write for a memory format.</summary>
    public static int ToExport(MemoryFormat format) => format switch
    {
        MemoryFormat.Contiguous => 1,
        MemoryFormat.ChannelsLast => 2,
        MemoryFormat.ChannelsLast3d => 3,
        _ => 4,
    };

    /// <summary>The format that exported programs write as <paramref name="code"/>, a number or an enum member's name; null for an unknown one.</summary>
    public static MemoryFormat? FromExport(string code) => code switch
    {
        "1" or "ContiguousFormat" => MemoryFormat.Contiguous,
        "2" or "ChannelsLast" => MemoryFormat.ChannelsLast,
        "3" or "ChannelsLast3d" => MemoryFormat.ChannelsLast3d,
        "4" or "PreserveFormat" => MemoryFormat.Preserve,
        _ => null,
    };
}
