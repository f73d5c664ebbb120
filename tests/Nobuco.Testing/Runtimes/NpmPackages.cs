using Nobuco.Testing.Runtimes.Hosting;

namespace Nobuco.Testing.Runtimes;

/// <summary>The npm packages of <c>tests/runtimes</c>, which <c>dotnet test</c> installs where there is npm.</summary>
public static class NpmPackages
{
    public const string HowToGet = "install Node.js 20 or newer with npm (https://nodejs.org) and run `dotnet test` again";

    public static string Folder { get; } = Repository.PathOf("tests", "runtimes", "node_modules");

    private static bool HasNode { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));

    /// <summary>Whether Node.js can run the package.</summary>
    public static bool Has(string package) => HasNode && Directory.Exists(Path.Combine(Folder, package));

    /// <summary>A process of Node.js that answers messages by a script of <c>tests/runtimes</c>.</summary>
    public static RuntimeProcess Node(string script, params IEnumerable<string> arguments) =>
        new("node", [Repository.PathOf("tests", "runtimes", script), .. arguments]);
}
