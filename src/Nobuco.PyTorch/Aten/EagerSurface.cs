using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Aten;

/// <summary>Executes operators on <see cref="Tensor"/>s, with PyTorch's semantics: views share memory and in-place operators write through them.</summary>
public sealed class EagerSurface(EagerRegistry registry) : IAtenSurface
{
    public EagerSurface()
        : this(EagerRegistry.Default)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="UnsupportedOperatorException">The operator has no method.</exception>
    public IReadOnlyList<object?> Call(AtenCall call) => registry.Find(call.Operator)(call.Arguments);

    /// <inheritdoc/>
    /// <exception cref="UnsupportedOperatorException">The operator is not a control-flow operator that can be executed.</exception>
    public IReadOnlyList<object?> CallHigherOrder(HigherOrderCall call) => call.Operator switch
    {
        "cond" => ControlFlow.Cond(this, call),
        "while_loop" => ControlFlow.WhileLoop(this, call),
        "map" or "map_impl" => ControlFlow.Map(this, call),
        "scan" => ControlFlow.Scan(this, call),
        "module" => ControlFlow.Module(this, call),
        _ => throw new UnsupportedOperatorException(call.Operator),
    };

    /// <inheritdoc/>
    public object Constant(ProgramTensor tensor) => tensor.Tensor;

    /// <inheritdoc/>
    public Seq<Dim> ShapeOf(object tensor) => ((Tensor)tensor).Shape.Select(size => (Dim)size).ToSeq();
}
