using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Keras.Files;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras;

/// <summary>Functional models of Keras 3 in its own file format: standard layers and operations of <c>keras.ops</c> only, which load in safe mode.</summary>
public sealed class KerasTarget : ITarget
{
    private const string Extension = ".keras";

    public string Name => "Keras";

    public string Format => "keras";

    public string ExampleName => "*" + Extension;

    public string? MainFile => null;

    public bool IsLossy => false;

    public bool IsNamed(string name) => name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public bool IsOwn(string folder) => false;

    public IReadOnlyList<WrittenOperator> Write(TfGraph graph, string path, RewriteLog log)
    {
        KerasModel model = KerasModels.Make(graph, KerasVersion.Keras3, log);
        using (FileStream stream = File.Create(path))
            KerasArchive.Write(model, stream);
        return KerasModels.Describe(model);
    }

    public TfGraph Read(string path, IReadOnlyDictionary<string, Seq<long>> inputShapes) => KerasImporter.Import(KerasArchive.Read(path), inputShapes);
}
