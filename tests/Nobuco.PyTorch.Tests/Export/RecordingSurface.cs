using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>Notes what is called; its tensors are nothing but the types the program states.</summary>
internal sealed class RecordingSurface : IAtenSurface
{
    public List<Call> Calls { get; } = [];

    public List<HigherOrderCall> HigherOrderCalls { get; } = [];

    public IReadOnlyList<object?> Call(AtenCall call)
    {
        Calls.Add(new Call(call));
        return call.ReturnTypes;
    }

    public IReadOnlyList<object?> CallHigherOrder(HigherOrderCall call)
    {
        HigherOrderCalls.Add(call);
        return call.ReturnTypes;
    }

    public object Constant(ProgramTensor tensor) => tensor;

    public Seq<Dim> ShapeOf(object tensor) => tensor switch
    {
        TensorType type => type.Shape,
        Tensor value => value.Shape.Select(size => (Dim)size).ToSeq(),
        _ => ((ProgramTensor)tensor).Tensor.Shape.Select(size => (Dim)size).ToSeq(),
    };
}

internal sealed record Call(AtenCall Value)
{
    public OperatorSchema Operator => Value.Operator;

    public object? Argument(string name)
    {
        int at = Value.Operator.Arguments.Select(argument => argument.Name).ToList().IndexOf(name);
        return Value.Arguments[at];
    }
}
