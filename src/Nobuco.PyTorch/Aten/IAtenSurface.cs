using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

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

    /// <summary>
    /// A parameter, buffer or constant of the program as a tensor of this surface. Asked once per run and name, before the first operator that reads it.
    /// An executing surface returns <see cref="ProgramTensor.Tensor"/> itself, so that writes to a buffer reach the program's state.
    /// </summary>
    object Constant(ProgramTensor tensor);

    /// <summary>
    /// The sizes of a tensor of this surface, from which interpreters compute <c>sym_size</c> and what follows from it:
    /// constants when executing, expressions over the program's symbols when tracing with symbolic axes.
    /// </summary>
    Seq<Dim> ShapeOf(object tensor);
}

/// <summary>A tensor that belongs to the program.</summary>
/// <param name="Name">The name of the graph's input that carries it (<c>p_conv1_weight</c>).</param>
/// <param name="Kind">Parameter, Buffer or Constant.</param>
/// <param name="QualifiedName">Its <c>state_dict</c> name (<c>conv1.weight</c>), or the constant's name.</param>
/// <param name="Tensor">The elements; writable only for buffers, of which each <c>ProgramState</c> has its own copy.</param>
public sealed record ProgramTensor(string Name, ValueKind Kind, string QualifiedName, Tensor Tensor);

/// <summary>One call as the program has it, arguments bound by schema name.</summary>
public sealed record AtenCall
{
    /// <summary>The name the program gives the call, e.g. <c>conv2d_1</c>.</summary>
    public required string Name { get; init; }

    public required OperatorSchema Operator { get; init; }

    /// <summary>
    /// One per schema argument, defaults filled in. Types as <see cref="Node.Arguments"/> says, tensors being the surface's; a list of tensors is an
    /// <c>IReadOnlyList&lt;object?&gt;</c>. A Tensor argument may hold a <c>long</c>, <c>double</c>, <c>bool</c>, <c>Complex</c> or <c>Dim</c>: Python's number
    /// (<c>x + 1</c> is <c>aten::add.Tensor(x, 1)</c>), which takes part in type promotion as a number does.
    /// </summary>
    public required IReadOnlyList<object?> Arguments { get; init; }

    /// <summary>
    /// Per return of the schema the type the program states: a <see cref="TensorType"/>, a list of them for <c>Tensor[]</c>, a <see cref="Dim"/>
    /// for a SymInt (the symbol that <c>item</c> introduces), null where it states none.
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
