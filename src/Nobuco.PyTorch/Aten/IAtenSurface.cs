using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Aten;

/// <summary>
/// What interpreters of programs talk to: they never touch a tensor themselves. One implementation executes
/// (tensors are <see cref="Tensors.Tensor"/>), one records a <see cref="TorchGraph"/> (tensors are the tracer's own).
/// </summary>
public interface IAtenSurface
{
    /// <summary>Calls an operator.</summary>
    /// <returns>One value per return of the schema; a <c>Tensor[]</c> return is an <c>IReadOnlyList&lt;object?&gt;</c> of tensors.</returns>
    IReadOnlyList<object?> Call(AtenCall call);

    /// <summary>Calls a control-flow operator.</summary>
    IReadOnlyList<object?> CallHigherOrder(HigherOrderCall call);
}

/// <summary>One call as the program has it, arguments bound by schema name.</summary>
public sealed record AtenCall
{
    /// <summary>The name the program gives the call, e.g. <c>conv2d_1</c>.</summary>
    public required string Name { get; init; }

    public required OperatorSchema Operator { get; init; }

    /// <summary>One per schema argument, defaults filled in. Types as <see cref="Node.Arguments"/> says, tensors being the surface's.</summary>
    public required IReadOnlyList<object?> Arguments { get; init; }

    /// <summary>
    /// Per return of the schema the type the program states: a <see cref="TensorType"/>, a list of them for <c>Tensor[]</c>, null where it states none.
    /// </summary>
    public required IReadOnlyList<object?> ReturnTypes { get; init; }

    public required Provenance Provenance { get; init; }
}

/// <summary>A call of <c>cond</c>, <c>while_loop</c>, <c>scan</c>, …: operands, and bodies that can be run on a surface.</summary>
public sealed record HigherOrderCall
{
    public required string Name { get; init; }

    /// <summary><c>cond</c>, <c>while_loop</c>, <c>scan</c>, ….</summary>
    public required string Operator { get; init; }

    public required IReadOnlyList<IProgramBody> Bodies { get; init; }

    /// <summary>All other arguments in order; a list argument is an <c>IReadOnlyList&lt;object?&gt;</c>.</summary>
    public required IReadOnlyList<object?> Arguments { get; init; }

    /// <summary>A <see cref="TensorType"/> per result.</summary>
    public required IReadOnlyList<object?> ReturnTypes { get; init; }

    public required Provenance Provenance { get; init; }
}

/// <summary>A part of a program that can be interpreted.</summary>
public interface IProgramBody
{
    IReadOnlyList<TensorType?> InputTypes { get; }

    IReadOnlyList<object?> Run(IAtenSurface surface, IReadOnlyList<object?> inputs);
}
