using Nobuco.PyTorch.Graph;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export;

/// <summary>An input that the user gives: a tensor, or an int.</summary>
/// <param name="Name">The argument of <c>forward</c>, or the path of keys to it.</param>
/// <param name="Type">Null for a number.</param>
/// <param name="Integer">The symbol of an int.</param>
public sealed record ProgramInput(string Name, TensorType? Type, Dim? Integer);

/// <summary>An output that the user gets.</summary>
/// <param name="Name">The key, or <c>output_0</c>.</param>
/// <param name="Type">Null for what is no tensor.</param>
/// <param name="Constant">The value of an output that is a Python constant.</param>
public sealed record ProgramOutput(string Name, TensorType? Type, object? Constant);

/// <summary>What a run gave, in the surface's tensors.</summary>
/// <param name="Outputs">In the order of <see cref="ExportedProgram.Outputs"/>: tensors, numbers, null.</param>
/// <param name="Mutations">New values of buffers and inputs that the program returns; those it wrote in place are not among them.</param>
public sealed record ProgramResult(IReadOnlyList<object?> Outputs, IReadOnlyList<ProgramMutation> Mutations);

/// <param name="Target">A buffer's qualified name, or an input's name.</param>
public sealed record ProgramMutation(string Target, bool IsBuffer, object Value);
