using System.Runtime.InteropServices;

namespace Nobuco.Testing.Runtimes.TensorFlowLite;

/// <summary>
/// TensorFlow Lite's C library as the npm package <c>tfjs-tflite-node</c> ships it: version 2.9 with XNNPACK, every element type, dynamic shapes,
/// the operators of mid-2022.
/// </summary>
/// <param name="library">The library's path.</param>
/// <param name="threads">How many threads one run may use.</param>
public sealed unsafe class TensorFlowLiteRuntime(string library, int threads = 1) : ITFLiteRuntime
{
    public string Name { get; } = "TensorFlow Lite " + Version(library);

    public ITFLiteSession Load(byte[] model) => new TensorFlowLiteSession(Name, model, threads);

    private static string? Version(string library)
    {
        NativeLibraries.Use(NativeLibraries.TensorFlowLite, library);
        return Marshal.PtrToStringUTF8((nint)TensorFlowLiteApi.Version());
    }
}
