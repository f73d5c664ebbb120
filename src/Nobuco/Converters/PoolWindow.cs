using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;

namespace Nobuco.Builtin;

/// <summary>The windows of a pooling over the spatial axes of <c>[N, spatial…, C]</c>, by PyTorch's rules.</summary>
internal sealed record PoolWindow
{
    private readonly bool _ceilMode;

    /// <param name="strides">Empty for the kernel's size.</param>
    public PoolWindow(Seq<int> kernel, Seq<int> strides, Seq<int> pads, Seq<int> dilations, bool ceilMode)
    {
        Kernel = kernel;
        Strides = strides.Count == 0 ? kernel : strides;
        Pads = pads;
        Dilations = dilations;
        _ceilMode = ceilMode;
    }

    public Seq<int> Kernel { get; }

    public Seq<int> Strides { get; }

    public Seq<int> Pads { get; }

    public Seq<int> Dilations { get; }

    /// <summary>Elements of a window.</summary>
    public int Size => Kernel.Aggregate(1, static (a, b) => a * b);

    public Seq<Dim> Before() => [0, .. Pads.Select(static pad => (Dim)pad), 0];

    /// <summary>The padding after every axis, with what ceil mode's last window reaches beyond it.</summary>
    public Seq<Dim> After(TfTensor x) => [0, .. Enumerable.Range(0, Kernel.Count).Select(axis => Pads[axis] + Overhang(x, axis)), 0];

    public Dim OutputSize(TfTensor x, int axis)
    {
        Dim room = Room(x, axis);
        if (!_ceilMode)
            return Dim.FloorDiv(room, Strides[axis]) + 1;
        Dim count = Dim.CeilDiv(room, Strides[axis]) + 1;
        // The last window must start inside the input or its padding before.
        Dim start = (count - 1) * Strides[axis];
        return (start - x.Shape[axis + 1] - Pads[axis]).TryValue >= 0 ? count - 1 : count;
    }

    /// <summary>All offsets inside a window, the last axis fastest, in elements of the padded input.</summary>
    public IEnumerable<Seq<int>> Offsets()
    {
        IEnumerable<Seq<int>> offsets = [[]];
        for (int axis = 0; axis < Kernel.Count; axis++)
        {
            int step = Dilations[axis], size = Kernel[axis];
            offsets = offsets.SelectMany(o => Enumerable.Range(0, size).Select(i => (Seq<int>)[.. o, i * step]));
        }
        return offsets;
    }

    /// <summary>The element at <paramref name="offset"/> of every window of the padded input.</summary>
    public TfTensor At(TfTensor padded, Seq<int> offset)
    {
        Seq<Dim> begin = [0, .. offset.Select(static o => (Dim)o), 0];
        IEnumerable<Dim> ends = offset.Select((o, axis) =>
        {
            Dim windows = Dim.FloorDiv(padded.Shape[axis + 1] - Reach(axis), Strides[axis]) + 1;
            return o + ((windows - 1) * Strides[axis]) + 1;
        });
        return tf.StridedSlice(padded, begin, [padded.Shape[0], .. ends, padded.Shape[^1]], [1, .. Strides.Select(static s => (long)s), 1]);
    }

    /// <summary>True when TensorFlow's SAME pads just as this does.</summary>
    public bool IsSame(TfTensor x) => Enumerable.Range(0, Kernel.Count).All(axis =>
    {
        if (Dilations[axis] != 1 || OutputSize(x, axis) != Dim.CeilDiv(x.Shape[axis + 1], Strides[axis]))
            return false;
        Dim total = ((OutputSize(x, axis) - 1) * Strides[axis]) + Kernel[axis] - x.Shape[axis + 1];
        return total.TryValue is { } pads && Math.Max(pads, 0) / 2 == Pads[axis];
    });

    /// <summary>True when every window holds as many counted elements as the kernel.</summary>
    public bool CountsWhole(TfTensor x, bool countIncludePad) => Enumerable.Range(0, Kernel.Count).All(axis =>
        (!_ceilMode || Overhang(x, axis) == Dim.Zero) && (countIncludePad || Pads[axis] == 0));

    /// <summary>Kernel size / counted elements per window, <c>[1, spatial…, 1]</c>; null for a symbolic size.</summary>
    public Tensor? CountCorrection(TfTensor x, bool countIncludePad)
    {
        Tensor result = Tensor.From<float>([1f], [1]);
        Seq<long> shape = [1];
        for (int axis = 0; axis < Kernel.Count; axis++)
        {
            if (x.Shape[axis + 1].TryValue is not { } size || OutputSize(x, axis).TryValue is not { } windows)
                return null;
            (int kernel, int stride, int pad) = (Kernel[axis], Strides[axis], Pads[axis]);
            float[] ratios = [.. Enumerable.Range(0, (int)windows).Select(i =>
            {
                long start = ((long)i * stride) - pad, end = Math.Min(start + kernel, size + pad);
                long counted = countIncludePad ? end - start : Math.Min(end, size) - Math.Max(start, 0);
                return (float)kernel / counted;
            })];
            result = Outer(result, ratios);
            shape = [.. shape, windows];
        }
        return result.Reshape([.. shape, 1]).Cast(x.DType);
    }

    /// <summary>Elements that a window spans.</summary>
    private int Reach(int axis) => (Dilations[axis] * (Kernel[axis] - 1)) + 1;

    private Dim Room(TfTensor x, int axis) => x.Shape[axis + 1] + (2 * Pads[axis]) - Reach(axis);

    private Dim Overhang(TfTensor x, int axis)
    {
        if (!_ceilMode)
            return Dim.Zero;
        Dim beyond = ((OutputSize(x, axis) - 1) * Strides[axis]) - Room(x, axis);
        return Dim.Max(beyond, 0);
    }

    private static Tensor Outer(Tensor left, float[] right)
    {
        float[] products = [.. left.ToArray<float>().SelectMany(l => right.Select(r => l * r))];
        return Tensor.From(products, products.Length);
    }
}
