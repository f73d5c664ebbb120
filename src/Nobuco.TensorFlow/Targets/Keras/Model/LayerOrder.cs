namespace Nobuco.TensorFlow.Targets.Keras.Model;

/// <summary>
/// The order in which Keras lists the layers of a functional model, which weights are matched by: by depth, the layers furthest from the outputs first;
/// layers of one depth in the order in which a walk from the outputs meets them. (Keras 3: <c>map_graph</c> in ops/function.py, Keras 2:
/// <c>_map_graph_network</c> in engine/functional.py.)
/// </summary>
internal sealed class LayerOrder
{
    private readonly Dictionary<KerasLayer, int> _met = [];
    private readonly List<KerasCall> _calls = [];
    private readonly Dictionary<KerasCall, int> _depths = [];
    private readonly Dictionary<KerasLayer, int> _layerDepths = [];

    private LayerOrder()
    {
    }

    public static IReadOnlyList<KerasLayer> Of(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs)
    {
        var order = new LayerOrder();
        order.Walk(outputs);
        order.Measure();
        foreach (KerasTensor input in inputs)
        {
            if (order._layerDepths.TryAdd(input.Call.Layer, 0))
                order._met[input.Call.Layer] = -1;
        }
        return [.. order._layerDepths.OrderByDescending(static pair => pair.Value).ThenBy(pair => order._met[pair.Key]).Select(static pair => pair.Key)];
    }

    /// <summary>Every call after those it depends on, depth first; without recursion, since models are thousands of layers deep.</summary>
    private void Walk(IEnumerable<KerasTensor> outputs)
    {
        var finished = new HashSet<KerasCall>();
        foreach (KerasTensor output in outputs)
        {
            var open = new Stack<(KerasCall Call, IEnumerator<KerasTensor> Next)>();
            Enter(output.Call);
            while (open.TryPeek(out (KerasCall Call, IEnumerator<KerasTensor> Next) top))
            {
                if (top.Next.MoveNext())
                    Enter(top.Next.Current.Call);
                else if (finished.Add(open.Pop().Call))
                    _calls.Add(top.Call);
            }

            void Enter(KerasCall call)
            {
                if (finished.Contains(call))
                    return;
                _met.TryAdd(call.Layer, _met.Count);
                open.Push((call, call.Tensors.GetEnumerator()));
            }
        }
    }

    private void Measure()
    {
        for (int i = _calls.Count - 1; i >= 0; i--)
        {
            KerasCall call = _calls[i];
            int depth = Math.Max(_depths.GetValueOrDefault(call), _layerDepths.GetValueOrDefault(call.Layer));
            _layerDepths[call.Layer] = _depths[call] = depth;
            foreach (KerasTensor tensor in call.Tensors)
                _depths[tensor.Call] = Math.Max(depth + 1, _depths.GetValueOrDefault(tensor.Call));
        }
    }
}
