using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Tensors;
using Nobuco.Testing;
using Mutation = Nobuco.PyTorch.Graph.Mutation;

namespace Nobuco.PyTorch.Tests.Tracing;

/// <summary>The traced graph of every program that PyTorch exported is functional and gives PyTorch's numbers.</summary>
public sealed class TracingFixtureTests
{
    private static readonly SchemaTable s_schemas = SchemaTable.Default.With("demo::swish_gate(Tensor x, float beta=1.0) -> Tensor");

    private static readonly TorchGraphEvaluator s_evaluator = new(new EagerSurface(EagerRegistry.Default.With("demo::swish_gate", SwishGate)));

    [Theory, FixtureData("ops")]
    public void Operators(Fixture fixture) => Check(fixture);

    [Theory, FixtureData("programs")]
    public void Programs(Fixture fixture) => Check(fixture);

    [Theory, FixtureData("stories")]
    public void Stories(Fixture fixture) => Check(fixture);

    [Theory, FixtureData("versions")]
    public void OtherVersions(Fixture fixture) => Check(fixture);

    private static void Check(Fixture fixture)
    {
        IReadOnlyList<GoldenSet> sets = fixture.GoldenSets();
        foreach (string path in fixture.Programs)
        {
            ExportedProgram program = ExportedProgram.Load(path, s_schemas);
            TorchGraph graph = Tracer.Trace(program);
            AllNodes(graph).ShouldAllBe(node => !node.Operator.IsMutating);
            Evaluate(program, graph, sets, Path.GetFileName(path));
        }
    }

    private static void Evaluate(ExportedProgram program, TorchGraph graph, IReadOnlyList<GoldenSet> sets, string name)
    {
        var buffers = new Dictionary<string, Tensor>();
        foreach (GoldenSet set in sets)
        {
            Tensor[] inputs = [.. program.Inputs.Zip(set.Inputs).Where(pair => pair.First.Type is not null).Select(pair => pair.Second)];
            Evaluation result = s_evaluator.Run(graph, inputs, buffers: buffers);
            foreach (Mutation mutation in graph.Mutations.Where(mutation => mutation.IsBuffer))
                buffers[mutation.Target] = result.Mutations[mutation.Target].Clone();
            Golden.Compare(set.Outputs, [.. result.Outputs.Select(Output).OfType<Tensor>()], what: $"{name} {set.Name} out");
        }
    }

    /// <summary>As the fixtures store it: bfloat16 in float32.</summary>
    private static Tensor? Output(object? output) => output switch
    {
        Tensor { DType: DType.BFloat16 } tensor => tensor.Cast(DType.Float32),
        Tensor tensor => tensor,
        long number => Tensor.Scalar(number),
        _ => null,
    };

    private static IEnumerable<Node> AllNodes(TorchGraph graph) => graph.Nodes.SelectMany(node => node.Subgraphs.SelectMany(AllNodes).Prepend(node));

    private static Tensor SwishGate(Tensor x, double beta)
    {
        double[] values = Array.ConvertAll(x.ToArray<double>(), value => value / (1 + Math.Exp(-beta * value)));
        return Tensor.From<double>(values, x.Shape).Cast(x.DType);
    }
}
