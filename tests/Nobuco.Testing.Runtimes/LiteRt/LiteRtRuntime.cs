using Api = Nobuco.Testing.Runtimes.LiteRt.LiteRtApi;

namespace Nobuco.Testing.Runtimes.LiteRt;

/// <summary>The native LiteRT library on the CPU with XNNPACK: every element type, dynamic shapes, the newest operators.</summary>
public sealed class LiteRtRuntime : IModelRuntime
{
    internal const string ProductName = "LiteRT (native)";
    private readonly nint _environment;

    /// <param name="library">The library's path.</param>
    public LiteRtRuntime(string library)
    {
        NativeLibraries.Use(NativeLibraries.LiteRt, library);
        _environment = LiteRtStatus.Check(Api.CreateEnvironment(0, 0, out nint environment), "create an environment", environment);
    }

    public string Name => ProductName;

    public IModelSession Load(byte[] model) => new LiteRtSession(_environment, model);
}
