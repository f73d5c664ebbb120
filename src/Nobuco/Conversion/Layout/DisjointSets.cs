namespace Nobuco.Conversion.Layout;

/// <summary>A partition of 0 … count − 1 that grows coarser; each set is known by its smallest member.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, count)];

    public int Smallest(int item)
    {
        while (_parent[item] != item)
            item = _parent[item] = _parent[_parent[item]];
        return item;
    }

    public void Join(int left, int right)
    {
        (left, right) = (Smallest(left), Smallest(right));
        _parent[Math.Max(left, right)] = Math.Min(left, right);
    }
}
