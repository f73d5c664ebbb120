using System.Text.Json;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export;

/// <summary>The use of a value by its name.</summary>
internal sealed record ValueReference(string Name, ReferenceKind Kind = ReferenceKind.Tensor);

/// <summary>What a value is that is used by its name.</summary>
internal enum ReferenceKind
{
    Tensor,
    Integer,
    Boolean,
    Float,

    /// <summary>A TorchBind object or an effect token.</summary>
    Object,
}

/// <summary>A graph given as an argument of a higher-order operator.</summary>
internal sealed record GraphArgument(string Name, ExportedGraph Graph);

/// <summary>An operator given as an argument (<c>torch.ops.aten.mm.default</c>).</summary>
internal sealed record OperatorArgument(string Target);

/// <summary>A device given as an argument (<c>cuda:1</c>); everything runs on the processor here.</summary>
internal sealed record DeviceArgument(string Type, long? Index);

/// <summary>A memory layout given as an argument, by its number in the export schema (7 is strided, the only one here).</summary>
internal sealed record LayoutArgument(long Code);

/// <summary>An argument of a kind that is newer than this reader; kept as it is in the file.</summary>
internal sealed record UnknownArgument(string Kind, JsonElement Value);

/// <summary>
/// An argument and its name, which is empty for positional arguments of higher-order operators. The value is a <see cref="ValueReference"/>,
/// a <c>long</c>, <c>double</c>, <c>bool</c>, <c>Complex</c>, <c>string</c>, <see cref="DType"/>, <see cref="Aten.MemoryFormat"/>, <c>Seq</c> of those, an <c>object?[]</c> of
/// references and numbers, a <see cref="GraphArgument"/>, <see cref="OperatorArgument"/>, <see cref="DeviceArgument"/>, <see cref="LayoutArgument"/> or <see cref="UnknownArgument"/>,
/// or null (None).
/// </summary>
/// <param name="Kind">1 for an argument that Python gave by position, 2 for one that it gave by name; null where the file does not say.</param>
internal readonly record struct NamedArgument(string Name, object? Value, long? Kind = null);

/// <summary>What the program states of a tensor.</summary>
/// <param name="ElementType">The element type as the file writes it.</param>
internal sealed record TensorMeta(string ElementType, Seq<Dim> Sizes, Seq<Dim> Strides)
{
    public bool RequiresGradient { get; init; }

    public DeviceArgument Device { get; init; } = new("cpu", null);

    public Dim StorageOffset { get; init; } = Dim.Zero;

    /// <summary>7 is strided.</summary>
    public long Layout { get; init; } = 7;

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

    /// <summary>The expressions of the other symbolic bools.</summary>
    public Dictionary<string, string> BooleanExpressions { get; init; } = [];

    /// <summary>Symbolic floats: a <c>double</c>, or the text of an expression.</summary>
    public Dictionary<string, object> Floats { get; init; } = [];

    /// <summary>True for a body that returns a tensor by itself and not in a tuple.</summary>
    public bool ReturnsSingleTensor { get; init; }

    /// <summary>Tensors that PyTorch 2.1 keeps in the graph: name to <c>torch.save</c> archive.</summary>
    public Dictionary<string, byte[]> InlineConstants { get; init; } = [];

    /// <summary>This graph with other inputs and no constants of its own.</summary>
    public ExportedGraph WithInputs(object?[] inputs) => new()
    {
        Inputs = inputs,
        Outputs = Outputs,
        Nodes = Nodes,
        Tensors = Tensors,
        Integers = Integers,
        Booleans = Booleans,
        BooleanExpressions = BooleanExpressions,
        Floats = Floats,
        ReturnsSingleTensor = ReturnsSingleTensor,
    };
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

    /// <summary>Whether a higher-order operator returns a tensor by itself and not in a tuple; null where that is no question.</summary>
    public bool? ReturnsSingleTensor { get; init; }

    /// <summary>Fields newer than this reader.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UnknownFields { get; init; }

    /// <summary>How it is run; decided when first run.</summary>
    public NodeCall? Call { get; set; }

    /// <summary>The values whose last use this is.</summary>
    public string[] LastUses { get; set; } = [];
}
