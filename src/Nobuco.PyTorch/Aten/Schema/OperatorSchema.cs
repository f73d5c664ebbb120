using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten.Schema;

/// <summary>
/// The schema of one operator overload, e.g. <c>aten::conv2d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=1, …) -> Tensor</c>.
/// Grammar: <c>native_functions.yaml</c> of PyTorch.
/// </summary>
/// <param name="Name">Namespace and name: <c>aten::conv2d</c>.</param>
/// <param name="Overload">Empty for the default overload.</param>
public sealed record OperatorSchema(string Name, string Overload, Seq<SchemaArgument> Arguments, Seq<SchemaReturn> Returns)
{
    /// <summary>True for operators that take any further arguments (<c>...</c>).</summary>
    public bool IsVariadic { get; init; }

    /// <summary>True when the program calls an operator that no table knows: its argument names are those of the call, their types unknown.</summary>
    public bool IsUnknown { get; init; }

    /// <summary><c>aten.conv2d.default</c>, <c>aten.add.Tensor</c>: as PyTorch prints an overload.</summary>
    public string FullName { get; init; } = $"{Name.Replace("::", ".", StringComparison.Ordinal)}.{(Overload.Length == 0 ? "default" : Overload)}";

    /// <summary>True when a tensor argument is written to: in-place and <c>out</c> overloads.</summary>
    public bool IsMutating => Arguments.Any(a => a.Alias is { IsWrite: true });

    /// <summary>True when a result shares memory with an argument without writing to it.</summary>
    public bool IsView => !IsMutating && Returns.Any(r => r.Alias is not null);

    public override string ToString() => FullName;
}

/// <param name="Default">The default value in the types of <see cref="Graph.Node.Arguments"/>; meaningless without <paramref name="HasDefault"/>.</param>
public sealed record SchemaArgument(string Name, SchemaType Type, AliasInfo? Alias, bool HasDefault, object? Default, bool IsKeywordOnly);

public sealed record SchemaReturn(string? Name, SchemaType Type, AliasInfo? Alias);

/// <summary><c>Tensor(a!)</c>: the alias set, and whether it is written to. <c>*</c> is the set of everything.</summary>
/// <param name="After">The set the argument belongs to after the call (<c>Tensor(a -> *)</c>), where that is another one.</param>
public sealed record AliasInfo(string Set, bool IsWrite, string? After = null);

/// <summary>The kinds of value that schemas know.</summary>
public enum SchemaKind
{
    Tensor,
    Int,
    SymInt,
    Float,
    Bool,
    SymBool,
    String,
    Scalar,
    ScalarType,
    Layout,
    Device,
    MemoryFormat,
    Generator,
    Other,
}

/// <param name="IsList">True for <c>int[]</c>, <c>Tensor[]</c>, ….</param>
/// <param name="Length">The length N of <c>int[N]</c>, for which a single number stands N times.</param>
/// <param name="IsOptional">True for <c>T?</c> and <c>T[]?</c>.</param>
/// <param name="HasOptionalElements">True for <c>Tensor?[]</c>.</param>
/// <param name="Spelling">The element type as the schema writes it (<c>Dict(str, t)</c>) where <paramref name="Kind"/> is <see cref="SchemaKind.Other"/>.</param>
public sealed record SchemaType(
    SchemaKind Kind, bool IsList = false, int? Length = null, bool IsOptional = false, bool HasOptionalElements = false, string? Spelling = null);
