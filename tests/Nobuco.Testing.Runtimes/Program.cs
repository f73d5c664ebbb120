using Nobuco.Testing.Runtimes;
using Nobuco.Testing.Runtimes.Hosting;
using Nobuco.Testing.Runtimes.LiteRt;
using Nobuco.Testing.Runtimes.TensorFlowLite;

// The process in which a native runtime runs, so that its crash is a failed test and not the end of all tests.
// Arguments: the engine and its library's path. Calls come on standard input; see Hosting/Message.cs.
IModelRuntime runtime = args switch
{
    [nameof(Engine.TensorFlowLite), var library] => new TensorFlowLiteRuntime(library),
    [nameof(Engine.LiteRt), var library] => new LiteRtRuntime(library),
    _ => throw new ArgumentException($"Usage: {nameof(Engine.TensorFlowLite)}|{nameof(Engine.LiteRt)} LIBRARY"),
};
new RuntimeServer(runtime).Serve(Console.OpenStandardInput(), Console.OpenStandardOutput());
