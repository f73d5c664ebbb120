namespace Nobuco.Testing;

/// <summary>Where the checkout is that the tests were built from.</summary>
public static class Repository
{
    private const string Marker = "Nobuco.slnx";

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, Marker)))
                return folder;
        }
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds {Marker}; the tests read fixtures from the checkout.");
    }
}
