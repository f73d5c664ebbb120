using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>Files of Google's converter, run by the managed executor, give PyTorch's numbers.</summary>
public sealed class ExecutionTests
{
    [Theory, FixtureData("tflite")]
    public void GivesTheGoldenNumbers(Fixture fixture)
    {
        TFLiteModel model = TFLiteModel.Read(fixture.TFLite);
        foreach (GoldenSet golden in GoldenSet.Load(fixture.Npz).Where(g => Fits(model, g)))
            Check(model, golden);
    }

    /// <summary>A file whose shapes are all fixed is for the first input set only.</summary>
    private static bool Fits(TFLiteModel model, GoldenSet golden) =>
        golden.Name == "" || model.SubGraphs[0].Inputs.Any(i => model.SubGraphs[0].Tensors[i].ShapeSignature.Count > 0);

    private static void Check(TFLiteModel model, GoldenSet golden)
    {
        IReadOnlyList<TensorMap> maps = ByNumber(model.Signatures[0].Inputs);
        Tensor[] inputs = [.. maps.Select((m, i) => Narrow(golden.Inputs[i], model, m))];
        TfGraph graph = TFLiteImporter.Import(model, maps.Zip(inputs).ToDictionary(p => p.First.Name, p => p.Second.Shape));
        IReadOnlyDictionary<string, Tensor> results = TfExecutor.Run(graph, maps.Zip(inputs).ToDictionary(p => p.First.Name, p => p.Second));
        Tensor[] outputs = [.. ByNumber(model.Signatures[0].Outputs).Select((m, i) => results[m.Name].Cast(golden.Outputs[i].DType))];
        Golden.Compare(golden.Outputs, outputs);
    }

    /// <summary>args_0, args_1, … and output_0, output_1, … in the order of their numbers.</summary>
    private static List<TensorMap> ByNumber(Seq<TensorMap> maps) => [.. maps.OrderBy(m => m.Name.Length).ThenBy(m => m.Name, StringComparer.Ordinal)];

    /// <summary>Google's converter narrowed integers.</summary>
    private static Tensor Narrow(Tensor tensor, TFLiteModel model, TensorMap map) =>
        tensor.Cast(Targets.TFLite.Schema.TensorTypes.ToDType(model.SubGraphs[0].Tensors[map.Tensor].Type)!.Value);
}
