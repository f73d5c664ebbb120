namespace Nobuco;

/// <summary>The C# line at which a converter is declared: its attribute, its row of a table, or the call of <c>With</c>.</summary>
/// <param name="File">Relative to the repository for a built-in converter (<c>src/Nobuco/Converters/Convolution.cs</c>), otherwise the full path that it was compiled from.</param>
/// <param name="Line">Counted from 1.</param>
public sealed record ConverterSource(string File, int Line)
{
    private const string Folder = "/src/Nobuco/Converters/";

    /// <summary>True for the converters of this library, whose text it holds itself.</summary>
    public bool IsBuiltIn => File.StartsWith(Folder[1..], StringComparison.Ordinal);

    /// <param name="path">As the compiler has it.</param>
    /// <param name="line">Counted from 1.</param>
    internal static ConverterSource At(string path, int line)
    {
        string plain = path.Replace('\\', '/');
        int folder = plain.LastIndexOf(Folder, StringComparison.Ordinal);
        return new ConverterSource(folder < 0 ? path : plain[(folder + 1)..], line);
    }

    /// <summary><c>file:line</c>, as terminals make a link of it.</summary>
    public override string ToString() => $"{File}:{Line}";
}
