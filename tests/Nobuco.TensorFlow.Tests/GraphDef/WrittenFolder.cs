using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets;
using Nobuco.Tensors;
using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>A graph written to a temporary folder by a target.</summary>
internal sealed class WrittenFolder : IDisposable
{
    private readonly ITarget _target;

    public WrittenFolder(ITarget target, string graph)
    {
        (_target, Graph) = (target, TfGraphText.Parse(graph));
        target.Write(TfGraphText.Parse(graph), Path, new RewriteLog());
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("nobuco-test-").FullName;

    /// <summary>The graph before any pass.</summary>
    public TfGraph Graph { get; }

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Reads the folder back, with the sizes of inputs.</summary>
    public TfGraph Read(IReadOnlyDictionary<string, Tensor> inputs) => _target.Read(Path, inputs.ToDictionary(i => i.Key, i => i.Value.Shape));

    /// <summary>Reads the folder back and runs it.</summary>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        TfGraph read = Read(inputs);
        return TfExecutor.Run(read, read.Inputs.ToDictionary(i => i.Name, i => inputs[i.Name].Cast(i.Value.Type.DType)));
    }

    /// <summary>Runs the folder on TensorFlow.js.</summary>
    public IReadOnlyDictionary<string, Tensor> RunOnTfJs(IReadOnlyDictionary<string, Tensor> inputs, TfJsBackend backend = TfJsBackend.Cpu)
    {
        using IModelSession session = TfJsRuntimes.Load(backend, FileOf("model.json"));
        IReadOnlyList<Tensor> results = session.Run([.. session.Inputs.Select(i => inputs[i.Name].Cast(i.DType))]);
        return session.Outputs.Zip(results).ToDictionary(o => o.First.Name, o => o.Second);
    }

    /// <summary>Compares with what the graph computes, in the element types that were written.</summary>
    public void Compare(IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyDictionary<string, Tensor> results, double tolerance)
    {
        foreach ((string name, Tensor expected) in TfExecutor.Run(Graph, inputs))
            Golden.Compare(expected, results[name].Cast(expected.DType), tolerance, name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
