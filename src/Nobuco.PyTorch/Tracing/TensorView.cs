using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Tracing;

/// <summary>
/// A view of memory: the memory itself (<see cref="Call"/> is null) or what a view operator shows of another view. Views of the same memory
/// form a tree, in which a write goes up to the root and comes down to a view when that is read next.
/// </summary>
internal sealed class TensorView
{
    private readonly List<ViewCall> _calls = [];

    /// <summary>Memory of its own, which holds <paramref name="value"/>.</summary>
    public TensorView(Value value) => (Type, Value) = (value.Type, value);

    /// <summary>Output <paramref name="index"/> of <paramref name="call"/>.</summary>
    public TensorView(ViewCall call, int index, TensorType type) => (Call, Index, Type) = (call, index, type);

    public ViewCall? Call { get; }

    public int Index { get; }

    public TensorType Type { get; }

    /// <summary>The content; of a view it is stale once the source's value is no longer <see cref="Seen"/>.</summary>
    public Value? Value { get; set; }

    /// <summary>The source's value that <see cref="Value"/> was made from.</summary>
    public Value? Seen { get; set; }

    /// <summary>The same operator applied to this view before, or null: it shows the same memory.</summary>
    public ViewCall? FindCall(AtenCall call) => _calls.Find(known => known.IsSame(call));

    public void AddCall(ViewCall call) => _calls.Add(call);
}

/// <summary>A call of a view operator, which can be replayed on a new value of its source.</summary>
internal sealed class ViewCall
{
    public ViewCall(TensorView source, AtenCall call, IReadOnlyList<TensorType> types)
    {
        (Source, Call) = (source, call);
        SourceArgument = call.Arguments.ToList().FindIndex(argument => argument is TracedTensor tensor && tensor.View == source);
        Outputs = [.. types.Select((type, i) => new TensorView(this, i, type))];
    }

    public TensorView Source { get; }

    public AtenCall Call { get; }

    /// <summary>The index of the argument that stands for <see cref="Source"/>, whatever view the tensor there has become since.</summary>
    public int SourceArgument { get; }

    /// <summary>One; several, which never overlap, for <c>split</c> and its kin.</summary>
    public IReadOnlyList<TensorView> Outputs { get; }

    /// <summary>True when <paramref name="other"/>, on the same source, has the same operator and arguments.</summary>
    public bool IsSame(AtenCall other)
    {
        if (other.Operator != Call.Operator)
            return false;
        for (int i = 0; i < Call.Arguments.Count; i++)
        {
            if (Call.Arguments[i] is not TracedTensor && !Equals(Call.Arguments[i], other.Arguments[i]))
                return false;
        }
        return Outputs.Select(output => (object)output.Type).SequenceEqual(CallTypes.Flatten(other));
    }

    public object? Argument(string name) => CallTypes.Argument(Call, name);
}
