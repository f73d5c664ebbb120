using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>What lowerings write to: operators in execution order and the tensors between them.</summary>
internal sealed class SubGraphBuilder
{
    private readonly Dictionary<TfValue, TensorSlot> _values = [];
    private readonly Dictionary<string, TensorSlot> _shared = [];
    private readonly List<OperatorDraft> _operators = [];
    private readonly List<TensorSlot> _outputs = [];

    public IReadOnlyList<OperatorDraft> Operators => _operators;

    /// <summary>The node that is being lowered: the operators that are added belong to it.</summary>
    public TfNode? Node { get; set; }

    public IReadOnlyList<TensorSlot> Outputs => _outputs;

    /// <summary>The tensor of a value.</summary>
    public TensorSlot this[TfValue value]
    {
        get
        {
            if (!_values.TryGetValue(value, out TensorSlot? slot))
            {
                slot = value.Producer.Op is Const constant
                    ? new TensorSlot(value.Type, constant.QualifiedName ?? value.Producer.Origin, constant.Value)
                    : new TensorSlot(value.Type, value.Producer.Origin ?? value.Producer.Op.Name);
                _values.Add(value, slot);
            }
            return slot;
        }
    }

    /// <summary>Adds an operator that computes the results of <paramref name="node"/>.</summary>
    public void Add(TfNode node, BuiltinOperator code, IReadOnlyList<TensorSlot?> inputs, params ReadOnlySpan<(string Field, object Value)> options) =>
        Add(code, inputs, [.. node.Outputs.Select(o => this[o])], options);

    public void Add(
        BuiltinOperator code,
        IReadOnlyList<TensorSlot?> inputs,
        IReadOnlyList<TensorSlot> outputs,
        params ReadOnlySpan<(string Field, object Value)> options)
    {
        OptionTable? table = OperatorTable.Options(code);
        _operators.Add(new OperatorDraft(code, inputs, outputs, table is null ? null : OperatorOptions.Of(table, options), Node));
    }

    /// <summary>Adds an operator with one result that no value of the graph stands for.</summary>
    public TensorSlot AddIntermediate(
        TfType type,
        string? name,
        BuiltinOperator code,
        IReadOnlyList<TensorSlot?> inputs,
        params ReadOnlySpan<(string Field, object Value)> options)
    {
        var result = new TensorSlot(type, name);
        Add(code, inputs, [result], options);
        return result;
    }

    /// <summary>The operands of a node from <paramref name="first"/> on.</summary>
    public IReadOnlyList<TensorSlot> Inputs(TfNode node, int first = 0) => [.. node.Inputs.Skip(first).Select(i => this[i])];

    /// <summary>A vector of indices, axes or sizes.</summary>
    public TensorSlot Indices(IEnumerable<long> values)
    {
        int[] items = [.. values.Select(v => checked((int)v))];
        return Shared(Tensor.From(items, items.Length), $"[{string.Join(',', items)}]");
    }

    public TensorSlot Indices(IEnumerable<int> values) => Indices(values.Select(v => (long)v));

    /// <summary>A scalar index, axis or size.</summary>
    public TensorSlot Index(long value) => Shared(Tensor.Scalar(checked((int)value)), $"{value}");

    /// <summary>Pairs of before and after as a matrix [rank, 2].</summary>
    public TensorSlot Paddings(Seq<Dim> before, Seq<Dim> after)
    {
        int[] pairs = [.. before.Zip(after).SelectMany(p => new[] { checked((int)p.First.Value), checked((int)p.Second.Value) })];
        return Shared(Tensor.From(pairs, pairs.Length / 2, 2), $"pad[{string.Join(',', pairs)}]");
    }

    /// <summary>The sizes of a static shape as a constant, or the tensor that carries them.</summary>
    /// <param name="node">The operation, one of whose inputs may carry the sizes at run time.</param>
    /// <param name="index">The place of that input.</param>
    public TensorSlot Sizes(Seq<Dim> sizes, TfNode node, int index) =>
        index < node.Inputs.Count ? this[node.Inputs[index]] : Indices(sizes.Select(s => s.Value));

    /// <summary>The value with its axes permuted: a view of a constant, and a TRANSPOSE of anything else.</summary>
    public TensorSlot Permuted(TfValue value, params Seq<int> order)
    {
        if (value.Producer.Op is Const constant)
            return new TensorSlot(value.Type.WithShape(order.Select(axis => value.Type.Shape[axis])), constant.QualifiedName ?? value.Producer.Origin, constant.Value.Permute(order));
        // Of two transpositions only one is needed; the first is dropped when nothing else reads it.
        if (value.Producer.Op is Transpose inner)
            return Permuted(value.Producer.Inputs[0], [.. order.Select(axis => inner.Perm[axis])]);
        if (order == Seq.Range(order.Count))
            return this[value];
        TfType type = value.Type.WithShape(order.Select(axis => value.Type.Shape[axis]));
        return AddIntermediate(type, value.Producer.Origin, BuiltinOperator.TRANSPOSE, [this[value], Indices(order)]);
    }

    /// <summary>Zeros of an element type, for a bias that an operator must have.</summary>
    public TensorSlot Zeros(TfType like, Dim length) =>
        Shared(Tensor.Zeros(like.DType, [length.Value]), $"zeros_{like.DType.ShortName()}_{length}");

    /// <summary>Makes a value a result of the graph. Each result is a tensor of its own that an operator computes.</summary>
    public void AddOutput(NamedValue output)
    {
        TensorSlot slot = this[output.Value];
        Node = output.Value.Producer;
        if (output.Value.Producer.Op is Placeholder or Const || _outputs.Contains(slot))
            slot = AddIntermediate(output.Value.Type, null, BuiltinOperator.RESHAPE, [slot, CopyShape(slot)]);
        slot.Name = output.Name;
        _outputs.Add(slot);
    }

    /// <summary>Drops operators whose results nothing reads.</summary>
    public void DropUnused()
    {
        var read = new HashSet<TensorSlot>(_outputs);
        for (int i = _operators.Count - 1; i >= 0; i--)
        {
            if (_operators[i].Outputs.Any(read.Contains))
                read.UnionWith(_operators[i].Inputs.OfType<TensorSlot>());
            else
                _operators.RemoveAt(i);
        }
    }

    private TensorSlot CopyShape(TensorSlot slot) => slot.Type.IsStatic
        ? Indices(slot.Type.StaticShape)
        : AddIntermediate(new TfType(DType.Int32, [slot.Type.Rank]), null, BuiltinOperator.SHAPE, [slot], ("out_type", TensorType.INT32));

    /// <summary>A constant that all who want the same content share.</summary>
    private TensorSlot Shared(Tensor tensor, string key)
    {
        if (!_shared.TryGetValue(key, out TensorSlot? slot))
        {
            var type = new TfType(tensor.DType, tensor.Shape.Select(s => (Dim)s).ToSeq());
            _shared.Add(key, slot = new TensorSlot(type, key, tensor));
        }
        return slot;
    }
}
