using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>The same operation on the same inputs is computed once.</summary>
/// <remarks><code>
/// %1 = Relu(%0)
/// %2 = Relu(%0)    =>    %2 = %1
/// </code></remarks>
public sealed class FuseCommonSubexpressions : IPass
{
    public string Name => nameof(FuseCommonSubexpressions);

    public void Run(TfGraph graph, RewriteLog log)
    {
        var computed = new Dictionary<Key, TfNode>();
        foreach (TfNode node in graph.Nodes)
        {
            if (node.Op is Placeholder || computed.TryAdd(Key.Of(node), node))
                continue;
            TfNode first = computed[Key.Of(node)];
            log.Add(Name, Name, node);
            for (int i = 0; i < node.Outputs.Count; i++)
                graph.ReplaceUses(node.Outputs[i], first.Outputs[i]);
        }
    }

    /// <summary>What tells two computations apart. Constants count as equal when they are the same view or the same few numbers.</summary>
    private sealed record Key(object Op, Seq<TfValue> Inputs)
    {
        private const int SmallBytes = 64;

        public static Key Of(TfNode node) => node.Op is Const { Value: var value }
            ? new Key(value.ByteCount <= SmallBytes ? Small(value) : (value.Storage, value.DType, value.Shape, value.Strides, value.Offset), [])
            : new Key(node.Op, [.. node.Inputs]);

        private static (DType, Seq<long>, Seq<byte>) Small(Tensor value) => (value.DType, value.Shape, Seq.Create(value.Contiguous().ReadOnlyBytes()));
    }
}
