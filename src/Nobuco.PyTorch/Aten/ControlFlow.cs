using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>Higher-order operators (<c>torch.ops.higher_order</c>).</summary>
internal static class ControlFlow
{
    /// <summary>cond(predicate, true body, false body, operands)</summary>
    public static IReadOnlyList<object?> Cond(IAtenSurface surface, HigherOrderCall call) =>
        call.Bodies[IsTrue(call.Arguments[0]) ? 0 : 1].Run(surface, List(call.Arguments[1]));

    /// <summary>while_loop(condition, body, carried, additional inputs)</summary>
    public static IReadOnlyList<object?> WhileLoop(IAtenSurface surface, HigherOrderCall call)
    {
        IReadOnlyList<object?> carried = List(call.Arguments[0]), additional = List(call.Arguments[1]);
        while (IsTrue(call.Bodies[0].Run(surface, [.. carried, .. additional])[0]))
            carried = call.Bodies[1].Run(surface, [.. carried, .. additional]);
        return carried;
    }

    /// <summary>module(body, inputs or a list of them): the calls of one module taken together.</summary>
    public static IReadOnlyList<object?> Module(IAtenSurface surface, HigherOrderCall call) =>
        call.Bodies[0].Run(surface, [.. call.Arguments.SelectMany(static argument => argument is IReadOnlyList<object?> list ? list : [argument])]);

    /// <summary>map(body, tensors, additional inputs): the body over the slices of axis 0.</summary>
    public static IReadOnlyList<object?> Map(IAtenSurface surface, HigherOrderCall call)
    {
        IReadOnlyList<object?> tensors = List(call.Arguments[0]), additional = List(call.Arguments[1]);
        return StackSteps(Steps(tensors).Select(slices => call.Bodies[0].Run(surface, [.. slices, .. additional])));
    }

    /// <summary>scan(body, initial, tensors, additional inputs): carried values, then the stacked outputs of every step.</summary>
    public static IReadOnlyList<object?> Scan(IAtenSurface surface, HigherOrderCall call)
    {
        IReadOnlyList<object?> carried = List(call.Arguments[0]), tensors = List(call.Arguments[1]), additional = List(call.Arguments[2]);
        int count = carried.Count;
        var outputs = new List<IReadOnlyList<object?>>();
        foreach (IReadOnlyList<object?> slices in Steps(tensors))
        {
            IReadOnlyList<object?> results = call.Bodies[0].Run(surface, [.. carried, .. slices, .. additional]);
            carried = [.. results.Take(count)];
            outputs.Add([.. results.Skip(count)]);
        }
        return [.. carried, .. StackSteps(outputs)];
    }

    private static IEnumerable<IReadOnlyList<object?>> Steps(IReadOnlyList<object?> tensors)
    {
        Tensor[] all = [.. tensors.Cast<Tensor>()];
        for (long step = 0; step < all[0].Shape[0]; step++)
            yield return [.. all.Select(tensor => tensor.Select(0, step))];
    }

    private static IReadOnlyList<object?> StackSteps(IEnumerable<IReadOnlyList<object?>> steps)
    {
        IReadOnlyList<object?>[] all = [.. steps];
        return [.. all[0].Select((_, output) => Stack([.. all.Select(results => (Tensor)results[output]!)]))];
    }

    private static Tensor Stack(Tensor[] slices)
    {
        var result = Tensor.Empty(slices[0].DType, [slices.Length, .. slices[0].Shape]);
        for (int i = 0; i < slices.Length; i++)
            result.Select(0, i).CopyFrom(slices[i]);
        return result;
    }

    private static bool IsTrue(object? value) => ArgumentConversion.ToScalar(value!).ToBoolean();

    private static IReadOnlyList<object?> List(object? value) => (IReadOnlyList<object?>)value!;
}
