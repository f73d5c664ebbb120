namespace Nobuco;

/// <summary>A file under a temporary name beside the final one: it takes that name when it is kept, and is gone otherwise.</summary>
internal sealed class PendingFile : IDisposable
{
    private PendingFile(string path, string temporaryPath) => (Path, TemporaryPath) = (path, temporaryPath);

    public string Path { get; }

    public string TemporaryPath { get; }

    public long Length => new FileInfo(TemporaryPath).Length;

    /// <exception cref="ConversionException">The folder cannot be written to (NBC0401).</exception>
    public static PendingFile For(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        var file = new PendingFile(full, $"{full}.{Guid.NewGuid():N}.part");
        try
        {
            if (Directory.Exists(full))
                throw new IOException("it is a folder");
            File.Create(file.TemporaryPath).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(full, error);
        }
        return file;
    }

    public static ConversionException CannotWrite(string path, Exception error) =>
        new([new Diagnostic(Descriptors.CannotWrite, $"'{path}' cannot be written: {error.Message}", NextStep: "Choose another path, or make its folder writable.")]);

    /// <exception cref="ConversionException">The final name cannot be taken (NBC0401).</exception>
    public void Keep()
    {
        try
        {
            File.Move(TemporaryPath, Path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(Path, error);
        }
    }

    public void Dispose()
    {
        if (File.Exists(TemporaryPath))
            File.Delete(TemporaryPath);
    }
}
