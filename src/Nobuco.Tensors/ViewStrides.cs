namespace Nobuco.Tensors;

/// <summary>Strides of a reshaped view.</summary>
internal static class ViewStrides
{
    /// <summary>
    /// The strides under which a tensor of <paramref name="shape"/> and <paramref name="strides"/> has the shape <paramref name="target"/>
    /// without a copy, or null. Axes that follow each other in memory form runs; a target axis may not cross runs.
    /// </summary>
    public static Seq<long>? Compute(Seq<long> shape, Seq<long> strides, Seq<long> target)
    {
        var result = new long[target.Count];
        int axis = target.Count - 1;
        long runBase = 1, runSize = 1, taken = 1;
        for (int source = shape.Count - 1; source >= 0; source--)
        {
            if (runSize == 1)
                runBase = strides[source];
            runSize *= shape[source];
            bool runEnds = source == 0 || (shape[source - 1] != 1 && strides[source - 1] != runSize * runBase);
            if (!runEnds)
                continue;
            while (axis >= 0 && (taken < runSize || target[axis] == 1))
            {
                result[axis] = taken * runBase;
                taken *= target[axis--];
            }
            if (taken != runSize)
                return null;
            (runSize, taken) = (1, 1);
        }
        return axis < 0 ? [.. result] : null;
    }
}
