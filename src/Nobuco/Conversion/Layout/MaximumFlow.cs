namespace Nobuco.Conversion.Layout;

/// <summary>
/// Maximum flow by Dinic's algorithm: shortest augmenting paths, a whole layered network at a time.
/// E. A. Dinic, "Algorithm for solution of a problem of maximum flow in networks with power estimation", 1970.
/// </summary>
internal sealed class MaximumFlow(int nodeCount)
{
    // Edge e and its reverse e ^ 1 lie next to each other; the edges of a node are a linked list.
    private readonly List<Edge> _edges = [];
    private readonly int[] _first = Filled(nodeCount, -1);
    private readonly int[] _level = new int[nodeCount];
    private readonly int[] _current = new int[nodeCount];
    private readonly int[] _queue = new int[nodeCount];

    public void AddEdge(int from, int to, long capacity)
    {
        _edges.Add(new Edge(to, _first[from], capacity));
        _first[from] = _edges.Count - 1;
        _edges.Add(new Edge(from, _first[to], 0));
        _first[to] = _edges.Count - 1;
    }

    /// <summary>The largest flow that fits, which is the capacity of the smallest cut.</summary>
    public long Run(int source, int sink)
    {
        long flow = 0;
        while (BuildLevels(source, sink))
        {
            Array.Copy(_first, _current, nodeCount);
            while (Augment(source, sink) is > 0 and var pushed)
                flow += pushed;
        }
        return flow;
    }

    /// <summary>After <see cref="Run"/>: whether a node can still be reached from the source, against the flow included. The smallest source side of a minimum cut.</summary>
    public bool IsOnSourceSide(int node) => _level[node] >= 0;

    private bool BuildLevels(int source, int sink)
    {
        Array.Fill(_level, -1);
        _level[source] = 0;
        _queue[0] = source;
        int count = 1;
        for (int next = 0; next < count; next++)
        {
            int node = _queue[next];
            for (int e = _first[node]; e >= 0; e = _edges[e].Next)
            {
                Edge edge = _edges[e];
                if (edge.Capacity == 0 || _level[edge.To] >= 0)
                    continue;
                _level[edge.To] = _level[node] + 1;
                _queue[count++] = edge.To;
            }
        }
        return _level[sink] >= 0;
    }

    /// <summary>Pushes along one path of the layered network; 0 when there is none left.</summary>
    private long Augment(int source, int sink)
    {
        var path = new List<int>();
        int node = source;
        while (node != sink)
        {
            if (NextEdge(node) is >= 0 and var e)
            {
                path.Add(e);
                node = _edges[e].To;
                continue;
            }
            if (path.Count == 0)
                return 0;
            // A dead end: step back and leave this edge out from now on.
            node = _edges[path[^1] ^ 1].To;
            path.RemoveAt(path.Count - 1);
            _current[node] = _edges[_current[node]].Next;
        }
        long pushed = path.Min(e => _edges[e].Capacity);
        foreach (int e in path)
        {
            _edges[e] = _edges[e] with { Capacity = _edges[e].Capacity - pushed };
            _edges[e ^ 1] = _edges[e ^ 1] with { Capacity = _edges[e ^ 1].Capacity + pushed };
        }
        return pushed;
    }

    private int NextEdge(int node)
    {
        while (_current[node] >= 0)
        {
            Edge edge = _edges[_current[node]];
            if (edge.Capacity > 0 && _level[edge.To] == _level[node] + 1)
                break;
            _current[node] = edge.Next;
        }
        return _current[node];
    }

    private static int[] Filled(int count, int value)
    {
        var array = new int[count];
        Array.Fill(array, value);
        return array;
    }

    private readonly record struct Edge(int To, int Next, long Capacity);
}
