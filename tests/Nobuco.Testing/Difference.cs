using System.Runtime.InteropServices;
using Nobuco.Tensors;

namespace Nobuco.Testing;

/// <summary>How far one tensor is from another of the same shape and dtype.</summary>
/// <param name="MaxAbsolute">The largest absolute difference of finite elements.</param>
/// <param name="Magnitude">The largest finite magnitude expected.</param>
/// <param name="WorstIndex">The row-major index of the element reported: the first whose NaN or infinity differs, or the one that is farthest off.</param>
/// <param name="PatternDiffers">True when NaN or infinities stand in other places.</param>
public sealed record Difference(double MaxAbsolute, double Magnitude, long WorstIndex, bool PatternDiffers, double Expected, double Actual, Seq<long> Shape)
{
    public double RelativeToMax => MaxAbsolute / (Magnitude > 0 ? Magnitude : 1);

    public static Difference Between(Tensor expected, Tensor actual)
    {
        double[] want = Doubles(expected), have = Doubles(actual);
        double worst = 0, magnitude = 0;
        int at = 0, pattern = -1;
        for (int i = 0; i < want.Length; i++)
        {
            if (!double.IsFinite(want[i]) || !double.IsFinite(have[i]))
            {
                if (pattern < 0 && !want[i].Equals(have[i]))
                    pattern = i;
                continue;
            }
            magnitude = Math.Max(magnitude, Math.Abs(want[i]));
            double off = Math.Abs(want[i] - have[i]);
            if (off > worst)
                (worst, at) = (off, i);
        }
        at = pattern >= 0 ? pattern : at;
        return want.Length == 0
            ? new Difference(0, 0, 0, false, 0, 0, expected.Shape)
            : new Difference(worst, magnitude, at, pattern >= 0, want[at], have[at], expected.Shape);
    }

    public override string ToString()
    {
        string place = $"at {Place()}: expected {Expected:g9}, actual {Actual:g9}";
        return PatternDiffers
            ? $"has NaN or infinity elsewhere, first {place}"
            : $"differs by {MaxAbsolute:g3}, {RelativeToMax:g3} of the largest magnitude {Magnitude:g3}, {place}";
    }

    /// <summary>The elements, two doubles for a complex one; exact but for int64 beyond 2^53.</summary>
    private static double[] Doubles(Tensor tensor) => tensor.DType switch
    {
        DType.Complex64 => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(tensor.Contiguous().ReadOnlyBytes()).ToArray(), x => (double)x),
        DType.Complex128 => MemoryMarshal.Cast<byte, double>(tensor.Contiguous().ReadOnlyBytes()).ToArray(),
        _ => tensor.ToArray<double>(),
    };

    private string Place()
    {
        long count = ShapeMath.Product(Shape);
        long rest = Shape.Count > 0 && count > 0 ? WorstIndex % count : 0;
        var index = new long[Shape.Count];
        for (int axis = Shape.Count - 1; axis >= 0 && count > 0; axis--)
            (rest, index[axis]) = Math.DivRem(rest, Shape[axis]);
        return $"[{string.Join(", ", index)}]";
    }
}
