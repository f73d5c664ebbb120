using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Tracing;

/// <summary>Functional forms of in-place and <c>out</c> operators.</summary>
internal sealed partial class TracingSurface
{
    private IReadOnlyList<object?> Mutate(AtenCall call)
    {
        switch (call.Operator.Name)
        {
            case "aten::copy_":
                return Store(call, target => Copied((TracedTensor)call.Arguments[1]!, target, call));
            case "aten::fill_" when call.Arguments[1] is TracedTensor value:
                return Store(call, target => Copied(value, target, call));
            case "aten::fill_":
                return Store(call, target => Full(call.Arguments[1]!, target, call));
            case "aten::zero_":
                return Store(call, target => Full(0L, target, call));
            case "aten::detach_" or "aten::requires_grad_":
                return [call.Arguments[0]];
        }
        FunctionalForm form = FunctionalForm.Of(call.Operator, schemas)
            ?? throw new TracingException($"{call.Operator} writes to its arguments and has no functional form.", call.Provenance);
        return form.Schema.IsView ? ChangeView(call, form) : Apply(call, form);
    }

    private IReadOnlyList<object?> Store(AtenCall call, Func<TensorType, Value> content)
    {
        var target = (TracedTensor)call.Arguments[0]!;
        Write(target.View, content(target.View.Type), call);
        return [target];
    }

    /// <summary>What <c>copy_</c> stores: the source, converted and broadcast.</summary>
    private Value Copied(TracedTensor source, TensorType target, AtenCall call) => Fit(Read(source.View), target, call);

    private Value Fit(Value value, TensorType target, AtenCall call)
    {
        if (value.Type.DType != target.DType)
            value = RecordMade(new FunctionalCall("aten::_to_copy", "", value, target.DType), value.Type with { DType = target.DType }, call);
        return value.Type == target ? value : RecordMade(new FunctionalCall("aten::expand", "", value, target.Shape), target, call);
    }

    private Value Full(object number, TensorType target, AtenCall call) =>
        RecordMade(new FunctionalCall("aten::full", "", target.Shape, number, target.DType), target, call);

    /// <summary><c>unsqueeze_</c> and its kin: the tensor becomes another view of its memory.</summary>
    private IReadOnlyList<object?> ChangeView(AtenCall call, FunctionalForm form)
    {
        var tensor = (TracedTensor)call.Arguments[0]!;
        AtenCall functional = call with { Operator = form.Schema, Arguments = Arguments(call, form) };
        if (AliasRules.Of(functional, tensor.View, layout) == Aliasing.View)
            tensor.View = View(tensor.View, functional).Outputs[0];
        return [tensor];
    }

    private IReadOnlyList<object?> Apply(AtenCall call, FunctionalForm form)
    {
        TracedTensor[] written = [.. WrittenArguments(call.Operator).Select(i => (TracedTensor)call.Arguments[i]!)];
        TensorType[] results = [.. CallTypes.Flatten(call)];
        int own = form.Schema.Returns.Count - written.Length;
        TensorType[] types = [.. results.Take(own), .. written.Select((tensor, i) => ResultType(form.Schema, call, tensor.View.Type))];
        Node node = _recorder.Record(
            call.Name.TrimEnd('_'), form.Schema, Values(form.Schema, Arguments(call, form)), types, call.Provenance, wasInPlace: true);
        for (int i = 0; i < written.Length; i++)
            Write(written[i].View, Fit(node.Outputs[own + i], written[i].View.Type, call), call);
        return own == 0
            ? [.. written.Take(call.Operator.Returns.Count)]
            : [.. node.Outputs.Take(own).Select(value => new TracedTensor(new TensorView(value)))];
    }

    /// <summary>The type of the functional result, before it is converted to the type of <paramref name="target"/>.</summary>
    private static TensorType ResultType(OperatorSchema functional, AtenCall call, TensorType target)
    {
        if (FunctionalDTypes.IsPredicate(functional))
            return target with { DType = DType.Bool };
        TensorType[] others = [.. call.Arguments.OfType<TracedTensor>().Select(tensor => tensor.View.Type)];
        return FunctionalDTypes.Promotes(functional) ? target with { DType = FunctionalDTypes.Promoted(target, others) } : target;
    }

    private static object?[] Arguments(AtenCall call, FunctionalForm form) =>
        [.. form.Sources.Select((source, i) => source < 0 ? form.Schema.Arguments[i].Default : call.Arguments[source])];

    private static IEnumerable<int> WrittenArguments(OperatorSchema schema) =>
        Enumerable.Range(0, schema.Arguments.Count).Where(i => schema.Arguments[i].Alias is { IsWrite: true });
}
