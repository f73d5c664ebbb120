using System.Diagnostics;
using Nobuco.Testing;

namespace Nobuco.Cli.Tests;

/// <summary>Runs the built command as a process, in an empty folder of its own that is gone afterwards.</summary>
public sealed class NobucoCommand : IDisposable
{
    public NobucoCommand() => Folder = Directory.CreateTempSubdirectory("nobuco-test-").FullName;

    public string Folder { get; }

    /// <summary>The names of the files in the folder.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>A copy of a fixture in the folder.</summary>
    public string Copy(string fixture, string name)
    {
        File.Copy(Fixtures.PathOf(fixture.Split('/')), PathOf(name));
        return name;
    }

    public CommandResult Run(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(ExitCode).Assembly.Location, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>What a process left behind.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);
