using Nobuco.TensorFlow.Targets;

namespace Nobuco;

/// <summary>
/// A file or folder under a temporary name beside the final one: it takes that name when it is kept, and is gone otherwise. A file that was there is replaced, a folder only when
/// it is empty or was written by the same target.
/// </summary>
internal sealed class PendingOutput : IDisposable
{
    private readonly ITarget _target;

    private PendingOutput(ITarget target, string path, string temporaryPath) => (_target, Path, TemporaryPath) = (target, path, temporaryPath);

    public string Path { get; }

    public string TemporaryPath { get; }

    private bool IsFolder => _target.MainFile is not null;

    /// <summary>The bytes of all files.</summary>
    public long Length => IsFolder
        ? new DirectoryInfo(TemporaryPath).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length)
        : new FileInfo(TemporaryPath).Length;

    /// <exception cref="ConversionException">The place cannot be written to (NBC0401), or a folder there holds something else (NBC0403).</exception>
    public static PendingOutput For(Output output)
    {
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(output.Path));
        var pending = new PendingOutput(output.Target, full, $"{full}.{Guid.NewGuid():N}.part");
        pending.CheckPlace();
        try
        {
            if (pending.IsFolder)
                Directory.CreateDirectory(pending.TemporaryPath);
            else
                File.Create(pending.TemporaryPath).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(full, error.Message);
        }
        return pending;
    }

    public static ConversionException CannotWrite(string path, string reason) =>
        new([new Diagnostic(Descriptors.CannotWrite, $"'{path}' cannot be written: {reason}", NextStep: "Choose another path, or make its folder writable.")]);

    /// <exception cref="ConversionException">The final name cannot be taken (NBC0401).</exception>
    public void Keep()
    {
        try
        {
            if (IsFolder)
                ReplaceFolder();
            else
                File.Move(TemporaryPath, Path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(Path, error.Message);
        }
    }

    public void Dispose()
    {
        if (File.Exists(TemporaryPath))
            File.Delete(TemporaryPath);
        else if (Directory.Exists(TemporaryPath))
            Directory.Delete(TemporaryPath, recursive: true);
    }

    private void CheckPlace()
    {
        if (!IsFolder && Directory.Exists(Path))
            throw CannotWrite(Path, "it is a folder.");
        if (IsFolder && File.Exists(Path))
            throw CannotWrite(Path, $"it is a file, and {_target.Name} is a folder.");
        if (IsFolder && Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any() && !_target.IsOwn(Path))
            throw new ConversionException([new Diagnostic(
                Descriptors.FolderInUse,
                $"The folder '{Path}' holds something else than a {_target.Name} model of nobuco, and is not replaced.",
                NextStep: "Name a new or empty folder, or delete this one.")]);
    }

    /// <summary>What was there gets out of the way first, and comes back when the new folder cannot be moved.</summary>
    private void ReplaceFolder()
    {
        if (!Directory.Exists(Path))
        {
            Directory.Move(TemporaryPath, Path);
            return;
        }
        string old = $"{TemporaryPath}.old";
        Directory.Move(Path, old);
        try
        {
            Directory.Move(TemporaryPath, Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Directory.Move(old, Path);
            throw;
        }
        Directory.Delete(old, recursive: true);
    }
}
