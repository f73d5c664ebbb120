using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;

namespace Nobuco;

/// <summary>The module calls of a report, in execution order, each with the call that it is made in.</summary>
internal sealed class CallList
{
    private readonly List<(ModuleCall Call, int Parent)> _calls = [];
    private readonly Dictionary<Seq<ModuleCall>, int> _indices = [];

    public CallList(IReadOnlyList<NodeReport> nodes)
    {
        foreach (NodeReport node in nodes)
            _ = Add(node.Provenance.Modules);
    }

    public IReadOnlyList<(ModuleCall Call, int Parent)> Calls => _calls;

    /// <summary>The innermost call of a node; −1 where it is in none.</summary>
    public int this[NodeReport node] => Add(node.Provenance.Modules);

    private int Add(Seq<ModuleCall> stack)
    {
        if (stack.Count == 0)
            return -1;
        if (!_indices.TryGetValue(stack, out int index))
        {
            int parent = Add(stack[..^1]);
            index = _calls.Count;
            _calls.Add((stack[^1], parent));
            _indices.Add(stack, index);
        }
        return index;
    }
}
