using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Names and numbers the tensors, buffers and operator codes of a built graph.</summary>
internal sealed class SubGraphFinisher(BufferTable buffers)
{
    private readonly Dictionary<TensorSlot, string> _names = [];
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<TensorSlot, int> _indices = [];
    private readonly List<TensorInfo> _tensors = [];
    private readonly Dictionary<BuiltinOperator, int> _codes = [];
    private readonly List<OperatorCode> _operatorCodes = [];
    private ExampleSizes _sizes = new([]);

    public Seq<OperatorCode> OperatorCodes => [.. _operatorCodes];

    public SubGraph Finish(IReadOnlyList<TensorSlot> inputs, SubGraphBuilder graph)
    {
        _sizes = new ExampleSizes(inputs.Concat(graph.Operators.SelectMany(o => o.Outputs)).Select(slot => slot.Type));
        // The names of inputs and outputs are the model's; others give way to them.
        foreach (TensorSlot slot in inputs.Concat(graph.Outputs))
            NameOf(slot);
        Seq<int> inputIndices = [.. inputs.Select(IndexOf)];
        Seq<Operator> operators = [.. graph.Operators.Select(Finish)];
        return new SubGraph([.. _tensors], inputIndices, [.. graph.Outputs.Select(IndexOf)], operators, "main");
    }

    private Operator Finish(OperatorDraft draft)
    {
        Seq<int> inputs = [.. draft.Inputs.Select(i => i is null ? -1 : IndexOf(i))];
        Seq<int> outputs = [.. draft.Outputs.Select(IndexOf)];
        int version = OperatorVersions.Of(
            draft.Code,
            [.. inputs.Select(i => i < 0 ? null : _tensors[i])],
            [.. outputs.Select(o => _tensors[o])],
            draft.Options);
        return new Operator(CodeOf(draft.Code, version), inputs, outputs, draft.Options, [], [], []);
    }

    /// <summary>One code an operator, of the highest version that a use needs.</summary>
    private int CodeOf(BuiltinOperator builtin, int version)
    {
        if (!_codes.TryGetValue(builtin, out int index))
        {
            _codes.Add(builtin, index = _operatorCodes.Count);
            _operatorCodes.Add(new OperatorCode(builtin, null, version));
        }
        else if (_operatorCodes[index].Version < version)
        {
            _operatorCodes[index] = _operatorCodes[index] with { Version = version };
        }
        return index;
    }

    private int IndexOf(TensorSlot slot)
    {
        if (_indices.TryGetValue(slot, out int index))
            return index;
        _indices.Add(slot, index = _tensors.Count);
        _tensors.Add(Describe(slot));
        return index;
    }

    private TensorInfo Describe(TensorSlot slot)
    {
        Seq<int> signature = [.. slot.Type.Shape.Select(d => checked((int)(d.TryValue ?? -1)))];
        return new TensorInfo(
            [.. slot.Type.Shape.Select(_sizes.Of)],
            slot.Type.DType.ToTensorType(),
            slot.Constant is null ? 0 : buffers.Add(slot.Constant),
            NameOf(slot),
            null,
            IsVariable: false,
            slot.Type.IsStatic ? [] : signature,
            HasRank: true);
    }

    private string NameOf(TensorSlot slot)
    {
        if (!_names.TryGetValue(slot, out string? name))
            _names.Add(slot, name = Unique(slot.Name ?? "tensor"));
        return name;
    }

    private string Unique(string wish)
    {
        string name = wish;
        for (int i = 1; !_taken.Add(name); i++)
            name = $"{wish}_{i}";
        return name;
    }
}
