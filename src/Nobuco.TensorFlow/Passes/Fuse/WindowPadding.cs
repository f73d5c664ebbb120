using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>What <see cref="Padding.Same"/> pads, as numbers.</summary>
internal static class WindowPadding
{
    /// <summary>
    /// The padding before and after an axis, or null where it depends on a symbol: positions = ⌈size / stride⌉,
    /// total = max((positions − 1) · stride + dilation · (kernel − 1) + 1 − size, 0), of which ⌊total / 2⌋ come before.
    /// </summary>
    public static (long Before, long After)? Same(Dim size, long kernel, int stride, int dilation)
    {
        long extent = (dilation * (kernel - 1)) + 1;
        if (extent == 1)
            return (0, 0);
        Dim total = ((Dim.CeilDiv(size, stride) - 1) * stride) + extent - size;
        return total.TryValue is { } value ? (Math.Max(value, 0) / 2, (Math.Max(value, 0) + 1) / 2) : null;
    }

    /// <summary>Whether SAME pads the spatial axes of <paramref name="x"/>, [N, spatial…, C], by exactly this much, and the others are not padded.</summary>
    public static bool IsSame(TfType x, Seq<Dim> before, Seq<Dim> after, Seq<long> kernel, Seq<int> strides, Seq<int> dilations)
    {
        if (before[0] != Dim.Zero || after[0] != Dim.Zero || before[^1] != Dim.Zero || after[^1] != Dim.Zero)
            return false;
        for (int i = 0; i < kernel.Count; i++)
        {
            if (Same(x.Shape[i + 1], kernel[i], strides[i], dilations[i]) is not var (first, last) || before[i + 1] != first || after[i + 1] != last)
                return false;
        }
        return true;
    }
}
