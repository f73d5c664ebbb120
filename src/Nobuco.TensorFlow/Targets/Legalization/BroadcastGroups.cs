using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>Neighbouring axes along which the same operands repeat: broadcasting sees each group as one axis.</summary>
internal static class BroadcastGroups
{
    /// <summary>A shape with axes of size 1 before it.</summary>
    public static Seq<Dim> Extended(Seq<Dim> shape, int rank) => Seq.Repeat(Dim.One, rank - shape.Count).Concat(shape).ToSeq();

    /// <param name="operands">As many sizes each as the result has.</param>
    /// <param name="shape">The result's.</param>
    public static IReadOnlyList<(int Start, int End)> Of(IReadOnlyList<Seq<Dim>> operands, Seq<Dim> shape)
    {
        var groups = new List<(int Start, int End)>();
        bool[]? last = null;
        for (int axis = 0; axis < shape.Count; axis++)
        {
            bool[] repeats = [.. operands.Select(o => o[axis] != shape[axis])];
            bool joins = groups.Count > 0 && (shape[axis] == Dim.One || last is null || last.SequenceEqual(repeats));
            if (joins)
                groups[^1] = (groups[^1].Start, axis + 1);
            else
                groups.Add((axis, axis + 1));
            if (shape[axis] != Dim.One)
                last = repeats;
        }
        return groups;
    }
}
