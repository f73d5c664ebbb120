namespace Nobuco.Drawing;

/// <summary>
/// A directed graph without cycles in layers: every edge leads from one layer to the next, longer ones through bends. All edges of a node share the bends on their way, as they carry
/// the same tensor.
/// </summary>
internal sealed class LayeredGraph
{
    private readonly List<LayerItem> _items = [];
    private readonly List<List<LayerItem>> _layers = [];

    /// <param name="count">The number of nodes; an edge leads from a lower number to a higher one.</param>
    /// <param name="edges">From node to node.</param>
    public LayeredGraph(int count, IReadOnlyList<(int From, int To)> edges)
    {
        ILookup<int, int> readers = edges.Distinct().ToLookup(static edge => edge.From, static edge => edge.To);
        int[] ranks = Ranks(count, edges, readers);
        for (int i = 0; i < count; i++)
            Add(ranks[i], i);
        for (int i = 0; i < count; i++)
            Connect(_items[i], [.. readers[i].Select(reader => _items[reader])]);
    }

    /// <summary>The nodes, in their order, then the bends.</summary>
    public IReadOnlyList<LayerItem> Items => _items;

    /// <summary>From top to bottom, each from left to right.</summary>
    public IReadOnlyList<List<LayerItem>> Layers => _layers;

    /// <summary>The longest way from a start; what has no predecessor comes right before its first reader.</summary>
    private static int[] Ranks(int count, IReadOnlyList<(int From, int To)> edges, ILookup<int, int> readers)
    {
        var ranks = new int[count];
        HashSet<int> reached = [.. edges.Select(static edge => edge.To)];
        for (int i = 0; i < count; i++)
        {
            foreach (int reader in readers[i])
                ranks[reader] = Math.Max(ranks[reader], ranks[i] + 1);
        }
        for (int i = 0; i < count; i++)
        {
            if (!reached.Contains(i) && readers[i].Any())
                ranks[i] = readers[i].Min(reader => ranks[reader]) - 1;
        }
        return ranks;
    }

    private LayerItem Add(int layer, int? node)
    {
        while (_layers.Count <= layer)
            _layers.Add([]);
        var item = new LayerItem(layer, node);
        _items.Add(item);
        _layers[layer].Add(item);
        return item;
    }

    private void Connect(LayerItem from, IReadOnlyList<LayerItem> readers)
    {
        LayerItem end = from;
        foreach (IGrouping<int, LayerItem> reached in readers.GroupBy(static reader => reader.Layer).OrderBy(static layer => layer.Key))
        {
            while (end.Layer < reached.Key - 1)
            {
                LayerItem bend = Add(end.Layer + 1, null);
                end.Join(bend);
                end = bend;
            }
            foreach (LayerItem reader in reached)
                end.Join(reader);
        }
    }
}

/// <summary>A node in its layer, or a bend of edges that pass the layer.</summary>
internal sealed class LayerItem(int layer, int? node)
{
    public int Layer { get; } = layer;

    /// <summary>Null for a bend.</summary>
    public int? Node { get; } = node;

    public List<LayerItem> Above { get; } = [];

    public List<LayerItem> Below { get; } = [];

    /// <summary>The middle.</summary>
    public double X { get; set; }

    public void Join(LayerItem below)
    {
        Below.Add(below);
        below.Above.Add(this);
    }
}
