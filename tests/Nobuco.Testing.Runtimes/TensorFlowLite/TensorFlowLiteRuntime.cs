using System.Runtime.InteropServices;

namespace Nobuco.Testing.Runtimes.TensorFlowLite;

/// <summary>
/// TensorFlow Lite's C library as the npm package <c>tfjs-tflite-node</c> ships it: version 2.9, every element type, dynamic shapes,
/// the operators of mid-2022. It runs on one thread.
/// </summary>
/// <param name="library">The library's path.</param>
/// <param name="xnnpack">Whether XNNPACK runs what it can, as applications have it that look for speed; otherwise everything runs on TensorFlow Lite's own kernels.</param>
public sealed unsafe class TensorFlowLiteRuntime(string library, bool xnnpack = false) : IModelRuntime
{
    public string Name { get; } = $"TensorFlow Lite {Version(library)}{(xnnpack ? " with XNNPACK" : "")}";

    public IModelSession Load(byte[] model) => new TensorFlowLiteSession(Name, model, xnnpack);

    private static string? Version(string library)
    {
        NativeLibraries.Use(NativeLibraries.TensorFlowLite, library);
        return Marshal.PtrToStringUTF8((nint)TensorFlowLiteApi.Version());
    }
}
