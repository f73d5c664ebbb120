using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Files;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

/// <summary>One call of a layer of a file with the values of its operands. Settings are those of the layer, or of the call.</summary>
internal sealed class RaisingCall(KerasCall call, Func<KerasTensor, TfTensor> valueOf)
{
    public KerasLayer Layer => call.Layer;

    public string Text(string name) => (string?)Setting(name) ?? throw Unsupported($"has no {name}");

    public string Padding => Text("padding");

    public Padding Window => Padding == "same" ? Graph.Ops.Padding.Same : Graph.Ops.Padding.Valid;

    /// <summary>
    /// The operand at a position, or by the name that a function of Keras 2 has for it; numbers get <paramref name="dtype"/>, or else the element type of the other operands.
    /// </summary>
    public TfTensor this[int index, string? name = null, DType? dtype = null] => Optional(index, name, dtype) ?? throw Unsupported($"lacks operand {index}");

    public TfTensor? Optional(int index, string? name = null, DType? dtype = null) =>
        Find(index, name) is { } argument and not ValueArgument { Value: null } ? Value(argument, dtype ?? OperandType) : null;

    /// <summary>The operands in the list that is the only argument.</summary>
    public TfTensor[] List => call.Arguments[0] is ListArgument list ? [.. list.Items.Select(i => Value(i, OperandType))] : [Value(call.Arguments[0], OperandType)];

    /// <summary>An argument as it is.</summary>
    public KerasArgument? Find(int index, string? name) => index < call.Arguments.Count
        ? call.Arguments[index]
        : call.Keywords.Where(k => k.Key == name).Select(static k => k.Value).FirstOrDefault();

    /// <summary>A variable by number.</summary>
    public TfTensor Weight(int index)
    {
        if (index >= Layer.Weights.Count)
            throw Unsupported($"lacks the weight {index}");
        KerasWeight weight = Layer.Weights[index];
        bool isBFloat16 = (Layer.Config["dtype"] as JsonValue)?.TryGetValue(out string? dtype) == true && dtype == DType.BFloat16.Name();
        return tf.Constant(isBFloat16 ? weight.Value.Cast(DType.BFloat16) : weight.Value, $"{Layer.Name}/{weight.Name}");
    }

    /// <summary>A setting of the call, otherwise of the layer. The settings of a function's layer are not the function's.</summary>
    public JsonNode? Setting(string name) => Keyword(name) is ValueArgument keyword ? keyword.Value : Layer.IsFunction ? null : Layer.Config[name];

    public bool Flag(string name, bool otherwise = false) => Setting(name) is { } value ? value.GetValue<bool>() : otherwise;

    public double Number(string name, double otherwise = 0) => Setting(name) is { } value ? value.GetValue<double>() : otherwise;

    public int Int(string name, int otherwise = 0) => Setting(name) is { } value ? value.GetValue<int>() : otherwise;

    /// <summary>Numbers of a list, or one number.</summary>
    public Seq<int> Ints(string name) => Longs(name).Select(static v => checked((int)v)).ToSeq();

    public Seq<long> Longs(string name) => Setting(name) switch
    {
        JsonArray list => list.Select(static item => item!.GetValue<long>()).ToSeq(),
        JsonValue value => [value.GetValue<long>()],
        _ => Computed(name),
    };

    public Seq<Dim> Sizes(string name) => Longs(name).Select(static size => (Dim)size).ToSeq();

    /// <summary>The element type that TensorFlow gives a number of Python.</summary>
    public DType PythonType(string name) => Setting(name)?.ToJsonString() is { } text && text is not ("true" or "false")
        ? text.AsSpan().ContainsAny('.', 'e', 'E') ? DType.Float32 : DType.Int32
        : DType.Bool;

    /// <summary>Axes counted from the front; without any, all of them.</summary>
    public Seq<int> Axes(string name, int rank) => Setting(name) is null ? Seq.Range(rank) : Ints(name).Select(axis => ShapeMath.NormalizeAxis(axis, rank)).ToSeq();

    public Seq<(long Before, long After)> Pairs(string name) => ((JsonArray)Setting(name)!).Select(static pair => pair is JsonArray list
        ? (list[0]!.GetValue<long>(), list[1]!.GetValue<long>())
        : throw InvalidKerasException.Corrupt("A padding is no pair.")).ToSeq();

    public InvalidKerasException Unsupported(string why) => InvalidKerasException.Unsupported($"'{Layer.Name}' ({Layer.ClassName}) cannot be run: it {why}.");

    private KerasArgument? Keyword(string name) => call.Keywords.Where(k => k.Key == name).Select(static k => k.Value).FirstOrDefault();

    /// <summary>Sizes that are computed from shapes only are known when shapes are.</summary>
    private Seq<long> Computed(string name) => Keyword(name) switch
    {
        null => throw Unsupported($"has no {name}"),
        ListArgument list => list.Items.Select(item => Value(item, DType.Int64).Constant is { } size ? size.ToArray<long>()[0] : throw Unsupported($"computes {name} from data")).ToSeq(),
        var argument => (Value(argument, DType.Int64).Constant ?? throw Unsupported($"computes {name} from data")).ToArray<long>().ToSeq(),
    };

    private TfTensor Value(KerasArgument argument, DType dtype) => argument switch
    {
        TensorArgument tensor => valueOf(tensor.Tensor),
        ConstantArgument constant => tf.Constant(constant.Value),
        ListArgument list when list.Items.All(static i => i is TensorArgument or ListArgument) => tf.Pack([.. list.Items.Select(i => Value(i, dtype))]),
        ValueArgument { Value: { } value } => tf.Constant(ConstantText.Read(value, dtype)),
        _ => throw Unsupported("has an operand that is not read"),
    };

    private DType OperandType => call.Tensors.Select(t => valueOf(t).DType).DefaultIfEmpty(DType.Float32).First();
}
