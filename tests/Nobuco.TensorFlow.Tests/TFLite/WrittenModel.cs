using System.Text;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.TensorFlow.Targets.TFLite.Legalization;
using Nobuco.Tensors;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>Writes graphs and runs the files on real runtimes.</summary>
internal static class WrittenModel
{
    public static byte[] Write(TfGraph graph)
    {
        var log = new RewriteLog();
        new RewritePass("Legalize", Legalizations.All).Run(graph, log);
        TFLiteTarget.MaterializeSizesPass.Run(graph, log);
        TFLiteTarget.LegalizeSizesPass.Run(graph, log);
        using var stream = new MemoryStream();
        TFLiteTarget.Lower(graph, "Nobuco tests").Write(stream);
        return stream.ToArray();
    }

    /// <summary>True where the file says that it needs a newer runtime.</summary>
    public static bool IsTooNew(Engine engine, byte[] written)
    {
        TFLiteModel model = TFLiteModel.Read(written);
        Tensor version = model.Buffers[model.Metadata.Single(m => m.Name == "min_runtime_version").Buffer]!;
        return engine == Engine.TensorFlowLite && Version.Parse(Encoding.ASCII.GetString(version.ReadOnlyBytes()).TrimEnd('\0')) > new Version(2, 9, 0);
    }

    /// <summary>LiteRT compiled for browsers takes few types and no dynamic sizes, and leaves outputs unwritten that depend on no input.</summary>
    public static bool Takes(Engine engine, TfGraph graph) =>
        engine != Engine.LiteRt || TFLiteRuntimes.LiteRtLibrary is not null || (graph.Inputs.Count > 0 && graph.Inputs.Concat(graph.Outputs).All(
            port => port.Value.Type is { IsStatic: true, DType: DType.Float32 or DType.Int32 or DType.UInt8 }));

    /// <summary>The outputs by name.</summary>
    public static IReadOnlyDictionary<string, Tensor> Run(
        Engine engine, TfGraph graph, byte[] written, IReadOnlyDictionary<string, Tensor> inputs)
    {
        using IModelSession session = TFLiteRuntimes.Get(engine).Load(written);
        IReadOnlyList<Tensor> results = session.Run([.. graph.Inputs.Select(i => inputs[i.Name])]);
        return graph.Outputs.Zip(results).ToDictionary(p => p.First.Name, p => p.Second);
    }
}
