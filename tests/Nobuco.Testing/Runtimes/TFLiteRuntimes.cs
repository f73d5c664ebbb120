using System.Runtime.InteropServices;
using Nobuco.Testing.Runtimes.Hosting;

namespace Nobuco.Testing.Runtimes;

/// <summary>The runtimes of this machine: where they are, and one process of each.</summary>
public static class TFLiteRuntimes
{
    private const string HowToGet = NpmPackages.HowToGet;
    private static readonly string s_npm = NpmPackages.Folder;

    private static readonly HostedRuntime s_tensorFlowLite = new(() => RuntimeProcess.Native(Engine.TensorFlowLite, TensorFlowLiteLibrary!));
    private static readonly HostedRuntime s_liteRt = new(() => LiteRtLibrary is { } library
        ? RuntimeProcess.Native(Engine.LiteRt, library)
        : NpmPackages.Node("litert.mjs"));

    /// <summary>TensorFlow Lite's library in the npm package, or null where there is none for this machine.</summary>
    public static string? TensorFlowLiteLibrary { get; } =
        Existing(Path.Combine(s_npm, "tfjs-tflite-node", "cc_deps", PackageFolder(), FileName("tensorflowlite_c")));

    /// <summary>LiteRT's library: <c>NOBUCO_LITERT</c> names it or its folder; otherwise it is looked for beside the checkout.</summary>
    public static string? LiteRtLibrary { get; } = FindLiteRt();

    /// <summary>Why an engine is not here and how to get it, or null when it is.</summary>
    public static string? Missing(Engine engine) => engine switch
    {
        Engine.TensorFlowLite when TensorFlowLiteLibrary is null => $"TensorFlow Lite 2.9 (npm package tfjs-tflite-node) is not here: {HowToGet}.",
        Engine.LiteRt when LiteRtLibrary is null && !NpmPackages.Has("@litertjs/core") => $"LiteRT (npm package @litertjs/core) is not here: {HowToGet}.",
        _ => null,
    };

    /// <exception cref="InvalidOperationException">It is not here (<see cref="Missing"/>).</exception>
    public static IModelRuntime Get(Engine engine) => Missing(engine) is { } missing
        ? throw new InvalidOperationException(missing)
        : engine == Engine.TensorFlowLite ? s_tensorFlowLite : s_liteRt;

    private static string? FindLiteRt()
    {
        if (Environment.GetEnvironmentVariable("NOBUCO_LITERT") is { Length: > 0 } given)
            return Existing(Directory.Exists(given) ? Path.Combine(given, FileName("LiteRt")) : given);
        bool linux = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        return linux ? Existing(Path.Combine(Repository.Root, "..", "shared", "runtimes", "litert-2.3.0-linux-x64", FileName("LiteRt"))) : null;
    }

    private static string? Existing(string path) => File.Exists(path) ? Path.GetFullPath(path) : null;

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? library + ".dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";

    private static string PackageFolder()
    {
        string system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return system + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "_arm64" : "_amd64");
    }
}
