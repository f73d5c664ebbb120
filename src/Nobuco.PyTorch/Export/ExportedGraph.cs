using System.Text.Json;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export;

/// <summary>The use of a value by its name.</summary>
internal sealed record ValueReference(string Name);

/// <summary>A graph given as an argument of a higher-order operator.</summary>
internal sealed record GraphArgument(string Name, ExportedGraph Graph);

/// <summary>An operator given as an argument (<c>torch.ops.aten.mm.default</c>).</summary>
internal sealed record OperatorArgument(string Target);

/// <summary>An argument of a kind that is newer than this reader; kept as it is in the file.</summary>
internal sealed record UnknownArgument(string Kind, JsonElement Value);

/// <summary>
/// An argument and its name, which is empty for positional arguments of higher-order operators. The value is a <see cref="ValueReference"/>,
/// a <c>long</c>, <c>double</c>, <c>bool</c>, <c>Complex</c>, <c>string</c>, <see cref="DType"/>, <see cref="Aten.MemoryFormat"/>, <c>Seq</c> of those, an <c>object?[]</c> of
/// references and numbers, a <see cref="GraphArgument"/>, <see cref="OperatorArgument"/> or <see cref="UnknownArgument"/>, or null (None; also layouts and devices).
/// </summary>
internal readonly record struct NamedArgument(string Name, object? Value);

/// <summary>What the program states of a tensor.</summary>
/// <param name="ElementType">The element type as the file writes it.</param>
internal sealed record TensorMeta(string ElementType, Seq<Dim> Sizes, Seq<Dim> Strides)
{
    private TensorType? _type;

    /// <exception cref="InvalidModelException">No tensor of ours has that element type.</exception>
    public TensorType Type => _type ??= new TensorType(DType, Sizes);

    private DType DType => ScalarTypes.FromExport(ElementType)
        ?? throw ModelErrors.Unsupported($"Tensors of the element type with the export number {ElementType} are not supported.");
}

/// <summary>A graph as the file has it: nodes in order, values by name.</summary>
internal sealed class ExportedGraph
{
    /// <summary>References, and constants that an input is specialised to.</summary>
    public required object?[] Inputs { get; init; }

    public required object?[] Outputs { get; init; }

    public required ExportedNode[] Nodes { get; init; }

    public required Dictionary<string, TensorMeta> Tensors { get; init; }

    /// <summary>The expression of every symbolic int.</summary>
    public required Dictionary<string, Dim> Integers { get; init; }

    /// <summary>The values of those symbolic bools that are decided.</summary>
    public required Dictionary<string, bool> Booleans { get; init; }

    /// <summary>Tensors that PyTorch 2.1 keeps in the graph: name to <c>torch.save</c> archive.</summary>
    public Dictionary<string, byte[]> InlineConstants { get; init; } = [];
}

/// <summary>One call.</summary>
internal sealed class ExportedNode
{
    public required string Name { get; init; }

    /// <summary><c>torch.ops.aten.conv2d.default</c>, <c>_operator.add</c>, <c>torch.ops.higher_order.cond</c>.</summary>
    public required string Target { get; init; }

    public required NamedArgument[] Inputs { get; init; }

    public required object?[] Outputs { get; init; }

    /// <summary>Where <c>metadata</c> lies in the program's JSON; read by <see cref="NodeMetadata"/> when asked for.</summary>
    public required JsonRange Metadata { get; init; }

    /// <summary>Fields newer than this reader.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UnknownFields { get; init; }

    /// <summary>How it is run; decided when first run.</summary>
    public NodeCall? Call { get; set; }

    /// <summary>The values whose last use this is.</summary>
    public string[] LastUses { get; set; } = [];
}
