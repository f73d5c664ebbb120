using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Tensors;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>Writes graphs and runs the files on real runtimes.</summary>
internal static class WrittenModel
{
    public static byte[] Write(TfGraph graph)
    {
        TFLiteTarget.LegalizePass.Run(graph, new RewriteLog());
        using var stream = new MemoryStream();
        TFLiteTarget.Lower(graph, "Nobuco tests").Write(stream);
        return stream.ToArray();
    }

    /// <summary>The outputs by name.</summary>
    public static IReadOnlyDictionary<string, Tensor> Run(Engine engine, TfGraph graph, IReadOnlyDictionary<string, Tensor> inputs)
    {
        using ITFLiteSession session = TFLiteRuntimes.Get(engine).Load(Write(graph));
        IReadOnlyList<Tensor> results = session.Run([.. graph.Inputs.Select(i => inputs[i.Name])]);
        return graph.Outputs.Zip(results).ToDictionary(p => p.First.Name, p => p.Second);
    }
}
