using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Keras.Files;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras;

/// <summary>Functional models of Keras 2 (Keras 2.x, tf_keras) in one HDF5 file: its layers, and functions of TensorFlow for plain operations.</summary>
public sealed class KerasH5Target : ITarget
{
    private const string Extension = ".h5";

    public string Name => "Keras 2";

    public string Format => "h5";

    public string ExampleName => "*" + Extension;

    public string? MainFile => null;

    public bool IsLossy => false;

    public bool IsNamed(string name) => name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    public bool IsOwn(string folder) => false;

    public IReadOnlyList<WrittenOperator> Write(TfGraph graph, string path, RewriteLog log)
    {
        KerasModel model = KerasModels.Make(graph, KerasVersion.Keras2, log);
        using (FileStream stream = File.Create(path))
            KerasH5File.Write(model, stream);
        return KerasModels.Describe(model);
    }

    public TfGraph Read(string path, IReadOnlyDictionary<string, Seq<long>> inputShapes) => KerasImporter.Import(KerasH5File.Read(path), inputShapes);
}
