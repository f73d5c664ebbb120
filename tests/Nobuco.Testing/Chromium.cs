namespace Nobuco.Testing;

/// <summary>The browser that pages are opened in.</summary>
public static class Chromium
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];

    /// <summary>Where it is: what <c>NOBUCO_CHROMIUM</c> names, otherwise the first of its names on the path; null where there is none.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Why tests are left out; null where there is a browser.</summary>
    public static string? Missing => Path is null ? "There is no Chromium: install it (Debian: apt install chromium), or let NOBUCO_CHROMIUM name Chrome, Edge or Chromium." : null;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NOBUCO_CHROMIUM") is { Length: > 0 } given)
            return given;
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => s_names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
