namespace Nobuco.PyTorch.Export;

/// <summary>How a node is run. Decided from its target when it is first run.</summary>
internal abstract class NodeCall
{
    private const string Operators = "torch.ops.";
    private const string EdgeOperators = "executorch.exir.dialects.edge._ops.";
    private const string HigherOrder = "torch.ops.higher_order.";

    public abstract void Run(ExportedNode node, Scope scope);

    public static NodeCall Decide(ExportedNode node, Scope scope)
    {
        string target = node.Target;
        if (HigherOrderOperator(target) is { } higherOrder)
            return InlinedCall.Inlines(higherOrder) ? new InlinedCall(higherOrder) : new HigherOrderNodeCall(higherOrder);
        string? name = target.StartsWith(Operators, StringComparison.Ordinal) ? target[Operators.Length..]
            : target.StartsWith(EdgeOperators, StringComparison.Ordinal) ? target[EdgeOperators.Length..]
            : null;
        if (name is null)
            return SymbolicCall.Knows(target) ? new SymbolicCall(target) : AtenNodeCall.Unknown(node, target, "", scope);
        return name switch
        {
            "aten.sym_size.int" => new SizeCall(hasAxis: true),
            "aten.sym_size.default" => new SizeCall(hasAxis: false),
            "aten.sym_numel.default" => new ElementCountCall(),
            "aten._assert_scalar.default" or "aten._assert_async.msg" or "aten._assert_async.default" or "aten._assert_tensor_metadata.default"
                or "aten.sym_constrain_range.default" or "aten.sym_constrain_range_for_size.default" => new DroppedCall(),
            _ => AtenNodeCall.Of(node, name, scope),
        };
    }

    /// <summary><c>cond</c> for <c>torch.ops.higher_order.cond</c>, or for <c>torch._higher_order_ops.cond.cond</c> of older versions; else null.</summary>
    private static string? HigherOrderOperator(string target)
    {
        if (target.StartsWith(HigherOrder, StringComparison.Ordinal))
            return target[HigherOrder.Length..];
        return target.Contains("_higher_order_ops.", StringComparison.Ordinal) ? target[(target.LastIndexOf('.') + 1)..] : null;
    }
}

/// <summary>Assertions about inputs: they compute nothing.</summary>
internal sealed class DroppedCall : NodeCall
{
    public override void Run(ExportedNode node, Scope scope)
    {
    }
}

/// <summary><c>sym_size(x, dim)</c>, and all sizes of <c>x</c>.</summary>
internal sealed class SizeCall(bool hasAxis) : NodeCall
{
    public override void Run(ExportedNode node, Scope scope)
    {
        var shape = scope.Surface.ShapeOf(scope.Resolve(node.Inputs[0].Value)!);
        if (!hasAxis)
        {
            scope.Assign(node.Outputs, [shape.Select(static size => (object?)size).ToArray()]);
            return;
        }
        int axis = Convert.ToInt32(scope.Resolve(node.Inputs[1].Value), System.Globalization.CultureInfo.InvariantCulture);
        scope.Assign(node.Outputs, [shape[axis < 0 ? axis + shape.Count : axis]]);
    }
}

/// <summary><c>sym_numel(x)</c></summary>
internal sealed class ElementCountCall : NodeCall
{
    public override void Run(ExportedNode node, Scope scope)
    {
        var shape = scope.Surface.ShapeOf(scope.Resolve(node.Inputs[0].Value)!);
        scope.Assign(node.Outputs, [shape.Aggregate(Tensors.Symbolic.Dim.One, static (product, size) => product * size)]);
    }
}
