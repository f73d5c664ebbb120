using System.Text;
using Nobuco.Testing.Runtimes.Hosting;

namespace Nobuco.Testing.Runtimes;

/// <summary>TensorFlow.js in Node.js: one process a backend, which runs graph-models and layers-models.</summary>
public static class TfJsRuntimes
{
    private static readonly Dictionary<TfJsBackend, HostedRuntime> s_runtimes = Enum.GetValues<TfJsBackend>()
        .ToDictionary(backend => backend, backend => new HostedRuntime(() => NpmPackages.Node("tfjs.mjs", backend.ToString().ToLowerInvariant())));

    /// <summary>Why TensorFlow.js is not here and how to get it, or null when it is.</summary>
    public static string? Missing => NpmPackages.Has("@tensorflow/tfjs")
        ? null
        : $"TensorFlow.js (npm package @tensorflow/tfjs) is not here: {NpmPackages.HowToGet}.";

    /// <param name="model">The path of <c>model.json</c>.</param>
    /// <exception cref="InvalidOperationException">TensorFlow.js is not here (<see cref="Missing"/>).</exception>
    /// <exception cref="RuntimeRejectedException">It cannot load the model.</exception>
    public static IModelSession Load(TfJsBackend backend, string model) => Missing is { } missing
        ? throw new InvalidOperationException(missing)
        : s_runtimes[backend].Load(Encoding.UTF8.GetBytes(Path.GetFullPath(model)));
}

/// <summary>What TensorFlow.js computes with.</summary>
public enum TfJsBackend
{
    /// <summary>JavaScript: slow, and has every kernel.</summary>
    Cpu,

    /// <summary>WebAssembly: fast, for whole models.</summary>
    Wasm,
}
