using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.Keras;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.TensorFlow.Tests.Keras;

/// <summary>Files that Keras itself saved: 3.15 as .keras and .h5, 2.15 as .keras2.h5. What is read is run to Keras' numbers.</summary>
public sealed class ReadingTests
{
    private static readonly string[] _models =
        ["conv_stack", "unet_step", "two_in_two_out", "shared_layer", "recurrent", "sequence", "conv3d", "dynamic", "plain_operations"];

    public static TheoryData<string, string> Files()
    {
        var files = new TheoryData<string, string>();
        foreach (string model in _models)
        {
            files.Add(model, ".keras");
            files.Add(model, ".h5");
            files.Add(model, ".keras2.h5");
        }
        return files;
    }

    [Theory, MemberData(nameof(Files))]
    public void GivesTheNumbersOfKeras(string model, string extension)
    {
        GoldenSet call = GoldenSet.Load(Fixtures.PathOf("keras", model + ".npz")).Single();
        string path = Fixtures.PathOf("keras", model + extension);
        ITarget target = extension == ".keras" ? new KerasTarget() : new KerasH5Target();
        TfGraph declared = target.Read(path, new Dictionary<string, Seq<long>>());
        TfGraph graph = target.Read(path, declared.Inputs.Zip(call.Inputs).ToDictionary(static i => i.First.Name, static i => i.Second.Shape));
        IReadOnlyDictionary<string, Tensor> results = TfExecutor.Run(graph, graph.Inputs.Zip(call.Inputs).ToDictionary(static i => i.First.Name, static i => i.Second));
        Golden.Compare(call.Outputs, [.. graph.Outputs.Select(o => results[o.Name])]);
    }
}
