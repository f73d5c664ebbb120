using System.Globalization;

namespace Nobuco.Cli.Output;

/// <summary>Sizes and numbers as people read them, the same in every culture.</summary>
internal static class Sizes
{
    private const double Unit = 1024;

    /// <summary><c>512 B</c>, <c>2.2 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < (long)Unit => $"{bytes} B",
        < (long)(Unit * Unit) => Text(bytes / Unit, "kB"),
        < (long)(Unit * Unit * Unit) => Text(bytes / Unit / Unit, "MB"),
        _ => Text(bytes / Unit / Unit / Unit, "GB"),
    };

    /// <summary><c>38 parameters</c>, <c>1 parameter</c>.</summary>
    public static string Count(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:n0} {what}{(count == 1 ? "" : "s")}");

    private static string Text(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {unit}");
}
