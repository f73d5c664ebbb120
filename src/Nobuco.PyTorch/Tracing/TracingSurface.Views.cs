using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Tracing;

/// <summary>Reading and writing through views.</summary>
internal sealed partial class TracingSurface
{
    /// <summary>Applies a view operator; the same one as before gives the same views.</summary>
    private ViewCall View(TensorView source, AtenCall call)
    {
        if (source.FindCall(call) is { } known)
            return known;
        var view = new ViewCall(source, call, CallTypes.Flatten(call));
        source.AddCall(view);
        Replay(view, Read(source));
        return view;
    }

    /// <summary>The value that <paramref name="view"/> has now.</summary>
    private Value Read(TensorView view)
    {
        if (view.Call is { } call)
        {
            Value source = Read(call.Source);
            if (view.Seen != source)
                Replay(call, source);
        }
        return view.Value!;
    }

    private void Replay(ViewCall view, Value source)
    {
        AtenCall call = view.Call;
        object?[] arguments = Values(call.Operator, [.. call.Arguments.Select((argument, i) => i == view.SourceArgument ? source : argument)]);
        Node node = _recorder.Record(call.Name, call.Operator, arguments, CallTypes.Flatten(call), call.Provenance);
        for (int i = 0; i < view.Outputs.Count; i++)
            (view.Outputs[i].Value, view.Outputs[i].Seen) = (node.Outputs[i], source);
    }

    /// <summary>Makes <paramref name="value"/> the content of <paramref name="view"/>, and so a part of the memory's.</summary>
    private void Write(TensorView view, Value value, AtenCall cause)
    {
        if (Read(view) == value)
            return;
        while (view.Call is { } call)
        {
            Value old = Read(call.Source);
            Value changed = Scatter(call, view.Index, old, value, cause);
            // The other outputs of a split show none of what was written.
            foreach (TensorView output in call.Outputs.Where(output => output.Seen == old))
                output.Seen = changed;
            (view.Value, view.Seen) = (value, changed);
            (view, value) = (call.Source, changed);
        }
        view.Value = value;
    }

    private Value Scatter(ViewCall view, int index, Value source, Value value, AtenCall cause)
    {
        if (InverseView.Of(view, index, source, value) is not { } call)
            return value;
        if (call.Arguments[0] == source && source.Producer is { } before && IsSamePlace(before, call))
            call.Arguments[0] = before.Arguments[0];
        return RecordMade(call, source.Type, cause);
    }

    /// <summary>True when the last write went to the same place, and so is overwritten whole.</summary>
    private static bool IsSamePlace(Node before, FunctionalCall call) =>
        before.Operator.Name == call.Operator && call.Arguments.Skip(2).Select((argument, i) => Equals(argument, before.Arguments[i + 2])).All(same => same);

    /// <summary>Records a node that the program does not have, in the name of the call that makes it necessary.</summary>
    private Value RecordMade(FunctionalCall call, TensorType type, AtenCall cause)
    {
        var schema = schemas.Find(call.Operator, call.Overload)!;
        object?[] arguments = [.. call.Arguments, .. schema.Arguments.Skip(call.Arguments.Length).Select(argument => argument.Default)];
        string name = $"{cause.Name.TrimEnd('_')}_{call.Operator["aten::".Length..]}";
        return _recorder.Record(name, schema, arguments, [type], cause.Provenance, wasInPlace: true).Outputs[0];
    }
}
