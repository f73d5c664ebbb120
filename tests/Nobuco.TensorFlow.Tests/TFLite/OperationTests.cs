using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.Tensors;
using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>Every operation, legalised and written with its symbolic sizes, computes on real runtimes what the executor computes.</summary>
public sealed class OperationTests
{
    /// <summary>The beginnings of cases that an engine cannot run.</summary>
    private static readonly (Engine Engine, string Case, string Reason)[] s_limits =
    [
        (Engine.LiteRt, "TopKV2(f32[n,5])", "gives its outputs memory before the kernel knows their size"),
        (Engine.LiteRt, "Where(", "gives its outputs memory before the kernel knows their size"),
        (Engine.LiteRt, "Conv2DBackpropInput(f32[n,h,w,3]", "takes no computed output shape; only with a constant filter and equal strides none is needed"),
        (Engine.TensorFlowLite, "Conv2D(f32[n,h,w,4], f32[3,3,2,6])", "2.9 lacks groups"),
    ];

    /// <summary>LiteRT 2.3 overruns its memory between the resizing of one input and the next, when the sizes do not fit each other; it is not run.</summary>
    private const string CrashesLiteRt = "TensorStridedSliceUpdate(f32[n,6,w]";

    [Theory]
    [OperationData(Engine.LiteRt)]
    [OperationData(Engine.TensorFlowLite)]
    public void ComputesTheSame(Engine engine, string text)
    {
        TfGraph graph = TfGraphText.Parse(Executor.OperationTests.Graph(text));
        if (!WrittenModel.Takes(engine, graph) || (engine == Engine.LiteRt && text.StartsWith(CrashesLiteRt, StringComparison.Ordinal)))
            return;
        byte[] written = WrittenModel.Write(TfGraphText.Parse(Executor.OperationTests.Graph(text)));
        bool isLimited = s_limits.Any(l => l.Engine == engine && text.StartsWith(l.Case, StringComparison.Ordinal)) || WrittenModel.IsTooNew(engine, written);
        if (isLimited)
            Should.Throw<RuntimeRejectedException>(() => Check(engine, graph, written));
        else
            Check(engine, graph, written);
    }

    private static void Check(Engine engine, TfGraph graph, byte[] written)
    {
        using IModelSession session = TFLiteRuntimes.Get(engine).Load(written);
        foreach (Dictionary<string, long> sizes in Executor.OperationTests.Sizes)
        {
            var inputs = graph.Inputs.ToDictionary(i => i.Name, i => Executor.OperationTests.Random(i.Value.Type, sizes));
            IReadOnlyDictionary<string, Tensor> expected = TfExecutor.Run(graph, inputs);
            IReadOnlyList<Tensor> actual = session.Run([.. graph.Inputs.Select(i => inputs[i.Name])]);
            Golden.Compare([.. graph.Outputs.Select(o => expected[o.Name])], actual);
        }
    }
}
