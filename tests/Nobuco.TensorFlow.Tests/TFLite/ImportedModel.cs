using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>A file of Google's converter as a graph for one input set, whose inputs and outputs are in PyTorch's order.</summary>
internal sealed class ImportedModel
{
    private readonly IReadOnlyList<Tensor> _expected;

    private ImportedModel(TFLiteModel model, GoldenSet golden)
    {
        _expected = golden.Outputs;
        TensorMap[] inputs = ByNumber(model.Signatures[0].Inputs), outputs = ByNumber(model.Signatures[0].Outputs);
        Inputs = inputs.Select((m, i) => (m.Name, Value: Narrow(golden.Inputs[i], model, m))).ToDictionary(p => p.Name, p => p.Value);
        OutputNames = [.. outputs.Select(o => o.Name)];
        Graph = TFLiteImporter.Import(model, Inputs.ToDictionary(p => p.Key, p => p.Value.Shape));
    }

    public TfGraph Graph { get; }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, Tensor> Inputs { get; }

    private string[] OutputNames { get; }

    /// <summary>One for each input set that the file's shapes allow.</summary>
    public static IEnumerable<ImportedModel> Load(Fixture fixture)
    {
        TFLiteModel model = TFLiteModel.Read(fixture.TFLite);
        bool isDynamic = model.SubGraphs[0].Inputs.Any(i => model.SubGraphs[0].Tensors[i].ShapeSignature.Count > 0);
        return GoldenSet.Load(fixture.Npz).Where(g => isDynamic || g.Name == "").Select(g => new ImportedModel(model, g));
    }

    public void Check(IReadOnlyDictionary<string, Tensor> results) =>
        Golden.Compare(_expected, [.. OutputNames.Select((name, i) => results[name].Cast(_expected[i].DType))]);

    /// <summary>args_0, args_1, … and output_0, output_1, … in the order of their numbers.</summary>
    private static TensorMap[] ByNumber(Seq<TensorMap> maps) => [.. maps.OrderBy(m => m.Name.Length).ThenBy(m => m.Name, StringComparer.Ordinal)];

    /// <summary>Google's converter narrowed integers.</summary>
    private static Tensor Narrow(Tensor tensor, TFLiteModel model, TensorMap map) =>
        tensor.Cast(Targets.TFLite.Schema.TensorTypes.ToDType(model.SubGraphs[0].Tensors[map.Tensor].Type)!.Value);
}
