using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>torchvision's operators on boxes.</summary>
internal static class Detection
{
    /// <summary>Non-maximum suppression: the indices, best first, of boxes that overlap no better one by more than a threshold.</summary>
    /// <param name="dets">[count, 4]: x₁, y₁, x₂, y₂.</param>
    [AtenOperator("torchvision::nms")]
    public static Tensor Nms(Tensor dets, Tensor scores, double iouThreshold)
    {
        float[] boxes = dets.ToArray<float>();
        long[] order = Ordering.Argsort(scores, 0, descending: true).ToArray<long>();
        var kept = new List<long>();
        foreach (long candidate in order)
        {
            if (kept.TrueForAll(better => !(Overlap(Box(boxes, better), Box(boxes, candidate)) > iouThreshold)))
                kept.Add(candidate);
        }
        return Tensor.From(kept.ToArray(), kept.Count);
    }

    private static ReadOnlySpan<float> Box(float[] boxes, long index) => boxes.AsSpan((int)(4 * index), 4);

    /// <summary>The intersection's area by the union's.</summary>
    private static float Overlap(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float width = Math.Max(0, Math.Min(a[2], b[2]) - Math.Max(a[0], b[0]));
        float height = Math.Max(0, Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]));
        float common = width * height;
        return common / (Area(a) + Area(b) - common);
    }

    private static float Area(ReadOnlySpan<float> box) => (box[2] - box[0]) * (box[3] - box[1]);
}
