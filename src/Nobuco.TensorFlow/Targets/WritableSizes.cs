using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets;

/// <summary>Which symbolic sizes TFLite and TensorFlow find themselves, and how they are written as numbers.</summary>
internal static class WritableSizes
{
    /// <summary>True for operations whose sizes can be written without computing them.</summary>
    public static bool AreIn(TfNode node) => node.Op switch
    {
        Reshape reshape => IsReshape(reshape.Shape),
        StridedSlice slice => IsSlice(slice, node.Inputs[0].Type.Shape),
        _ => false,
    };

    /// <summary>True when Reshape can express the shape: one size may be left for it to find.</summary>
    public static bool IsReshape(Seq<Dim> shape) =>
        shape.Count(static d => !d.IsConstant) is 0 or 1 && (shape.All(static d => d.IsConstant) || !shape.Contains(Dim.Zero));

    /// <summary>−1 is what is left.</summary>
    public static Seq<long> OfReshape(Seq<Dim> shape) => shape.Select(static d => d.TryValue ?? -1).ToSeq();

    /// <summary>The sizes of a slice of unit strides; −1 is up to the end.</summary>
    public static IEnumerable<long> OfSlice(TfNode node) => node.Output.Type.Shape.Select(static size => size.TryValue ?? -1);

    /// <summary>The end of a whole axis and the one before its first element cannot be written as an index.</summary>
    public static bool IsOpen(StridedSlice op, TfNode node, int axis) =>
        IsBeforeFirst(op, axis) || (op.Strides[axis] > 0 && op.End[axis] == node.Inputs[0].Type.Shape[axis]);

    /// <summary>True for a slice that runs backwards to the first element.</summary>
    public static bool IsBeforeFirst(StridedSlice op, int axis) => op.Strides[axis] < 0 && op.End[axis] == -1;

    /// <summary>One bit for every axis that the condition holds for.</summary>
    public static int Mask(StridedSlice op, Func<StridedSlice, int, bool> holds) =>
        Enumerable.Range(0, op.End.Count).Sum(axis => holds(op, axis) ? 1 << axis : 0);

    /// <summary>True when the bounds of a slice can be written: a symbolic end must be that of the axis.</summary>
    private static bool IsSlice(StridedSlice op, Seq<Dim> shape) =>
        op.Begin.All(static b => b.IsConstant) && op.End.Zip(shape).All(static p => p.First.IsConstant || p.First == p.Second);
}
