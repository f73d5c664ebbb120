namespace Nobuco.Drawing;

/// <summary>Places the items of every layer: the order by the mean place of neighbours, then the places themselves as near to the neighbours as the widths allow.</summary>
internal static class LayerArrangement
{
    private const int Sweeps = 6;

    private const int Placements = 24;

    /// <summary>Long edges are to be straight before nodes are to be in the middle.</summary>
    private const double BendWeight = 3;

    /// <param name="graph">Its items' <see cref="LayerItem.X"/> is set; the leftmost border is 0.</param>
    /// <param name="width">Of an item, with the gap beside it.</param>
    public static void Arrange(LayeredGraph graph, Func<LayerItem, double> width)
    {
        foreach (List<LayerItem> layer in graph.Layers)
            Pack(layer, width);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (List<LayerItem> layer in graph.Layers)
                Sort(layer, static item => item.Above, width);
            foreach (List<LayerItem> layer in graph.Layers.Reverse())
                Sort(layer, static item => item.Below, width);
        }
        for (int sweep = 0; sweep < Placements; sweep++)
        {
            foreach (List<LayerItem> layer in graph.Layers)
                Place(layer, static item => item.Above, width);
            foreach (List<LayerItem> layer in graph.Layers.Reverse())
                Place(layer, sweep >= Placements / 2 ? static item => [.. item.Above, .. item.Below] : static item => item.Below, width);
        }
        double left = graph.Items.Count == 0 ? 0 : graph.Items.Min(item => item.X - (width(item) / 2));
        foreach (LayerItem item in graph.Items)
            item.X -= left;
    }

    private static void Sort(List<LayerItem> layer, Func<LayerItem, IReadOnlyList<LayerItem>> neighbours, Func<LayerItem, double> width)
    {
        LayerItem[] sorted = [.. layer.OrderBy(item => Wish(item, neighbours))];
        layer.Clear();
        layer.AddRange(sorted);
        Pack(layer, width);
    }

    private static double Wish(LayerItem item, Func<LayerItem, IReadOnlyList<LayerItem>> neighbours) =>
        neighbours(item) is { Count: > 0 } near ? near.Average(static neighbour => neighbour.X) : item.X;

    /// <summary>Side by side, the middle at 0.</summary>
    private static void Pack(List<LayerItem> layer, Func<LayerItem, double> width)
    {
        double x = -layer.Sum(width) / 2;
        foreach (LayerItem item in layer)
        {
            item.X = x + (width(item) / 2);
            x += width(item);
        }
    }

    /// <summary>
    /// The least weighted squares of the distances from the wishes, in the order and without overlaps: an isotonic regression, by pooling neighbours that are in each other's way.
    /// </summary>
    private static void Place(List<LayerItem> layer, Func<LayerItem, IReadOnlyList<LayerItem>> neighbours, Func<LayerItem, double> width)
    {
        var offsets = new double[layer.Count];
        for (int i = 1; i < layer.Count; i++)
            offsets[i] = offsets[i - 1] + ((width(layer[i - 1]) + width(layer[i])) / 2);
        Stack<(double Mean, double Weight, int Count)> pools = [];
        for (int i = 0; i < layer.Count; i++)
        {
            (double Mean, double Weight, int Count) pool = (Wish(layer[i], neighbours) - offsets[i], layer[i].Node is null ? BendWeight : 1, 1);
            while (pools.TryPeek(out (double Mean, double Weight, int Count) left) && left.Mean > pool.Mean)
            {
                pools.Pop();
                double weight = left.Weight + pool.Weight;
                pool = (((left.Mean * left.Weight) + (pool.Mean * pool.Weight)) / weight, weight, left.Count + pool.Count);
            }
            pools.Push(pool);
        }
        int index = 0;
        foreach ((double mean, _, int count) in pools.Reverse())
        {
            for (int i = 0; i < count; i++, index++)
                layer[index].X = mean + offsets[index];
        }
    }
}
