using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>Source lines as terminals open them with a click, where they can and the file is on this machine.</summary>
/// <param name="isSupported">False for what is no such terminal.</param>
internal sealed class SourceLinks(bool isSupported)
{
    private readonly Dictionary<string, string?> _paths = [];

    /// <summary>Markup of <c>file:line</c>.</summary>
    public string Of(string file, int line)
    {
        string text = $"{file}:{line}";
        return TryLink(file, line, text) ?? Markup.Escape(text);
    }

    /// <summary>Markup of a text that leads to the line; null where it cannot.</summary>
    public string? TryLink(string file, int line, string text)
    {
        if (!isSupported)
            return null;
        if (!_paths.TryGetValue(file, out string? path))
            _paths[file] = path = Find(file);
        return path is null ? null : $"[link={new Uri(path).AbsoluteUri}#{line}]{Markup.Escape(text)}[/]";
    }

    /// <summary>Built-in converters' files are relative to the checkout, if there is one.</summary>
    private static string? Find(string file)
    {
        if (Path.IsPathFullyQualified(file))
            return File.Exists(file) ? file : null;
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string path = Path.Combine(folder, file);
            if (File.Exists(path))
                return path;
        }
        return null;
    }
}
