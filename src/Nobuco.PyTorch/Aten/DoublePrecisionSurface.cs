using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Aten;

/// <summary>Executes operators on float64 where the program says float32: what its results differ from those of <see cref="EagerSurface"/> is rounding. Writes to buffers are not kept.</summary>
public sealed class DoublePrecisionSurface(EagerSurface surface) : IAtenSurface
{
    public DoublePrecisionSurface()
        : this(new EagerSurface())
    {
    }

    /// <inheritdoc/>
    /// <exception cref="UnsupportedOperatorException">The operator has no method.</exception>
    public IReadOnlyList<object?> Call(AtenCall call) => surface.Call(call with { Arguments = [.. call.Arguments.Select(Widen)] });

    /// <inheritdoc/>
    /// <exception cref="UnsupportedOperatorException">The operator is not a control-flow operator that can be executed.</exception>
    public IReadOnlyList<object?> CallHigherOrder(HigherOrderCall call) => surface.CallHigherOrder(call with { Arguments = [.. call.Arguments.Select(Widen)] });

    /// <inheritdoc/>
    public object Constant(ProgramTensor tensor) => Widen(tensor.Tensor)!;

    /// <inheritdoc/>
    public Seq<Dim> ShapeOf(object tensor) => surface.ShapeOf(tensor);

    private static object? Widen(object? argument) => argument switch
    {
        Tensor { DType: DType.Float32 } tensor => tensor.Cast(DType.Float64),
        DType.Float32 => DType.Float64,
        IReadOnlyList<object?> list => list.Select(Widen).ToArray(),
        _ => argument,
    };
}
