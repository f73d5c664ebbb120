namespace Nobuco;

/// <summary>Writes reports to files.</summary>
internal static class ReportFile
{
    private static readonly Dictionary<string, Func<ConversionReport, string>> s_forms = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = HtmlReport.Text,
        [".json"] = JsonReport.Text,
    };

    public static bool IsForm(string path) => s_forms.ContainsKey(Path.GetExtension(path));

    public static void Save(ConversionReport report, string path)
    {
        if (!s_forms.TryGetValue(Path.GetExtension(path), out Func<ConversionReport, string>? form))
        {
            throw new ConversionException([new Diagnostic(
                Descriptors.UnknownTarget,
                $"The name of '{path}' tells no form of the report.",
                NextStep: $"Name the report {string.Join(" or ", s_forms.Keys.Select(static extension => "*" + extension))}.")]);
        }
        Write(Path.GetFullPath(path), form(report));
    }

    /// <summary>Under a temporary name first, so that nothing half-written is ever there.</summary>
    private static void Write(string path, string text)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw PendingOutput.CannotWrite(path, error.Message);
        }
    }
}
