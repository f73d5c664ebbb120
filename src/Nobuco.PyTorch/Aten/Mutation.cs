using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>In-place and <c>out</c> operators as functional ones whose results are copied into the tensors written to.</summary>
internal static class Mutation
{
    /// <param name="functional">Takes the arguments at <paramref name="sources"/> and gives a tensor per written argument.</param>
    /// <param name="sources">Indices into the arguments of <paramref name="schema"/>; −1 for an argument it does not have.</param>
    /// <param name="schema">The in-place or <c>out</c> overload.</param>
    public static EagerOperator Of(EagerOperator functional, IReadOnlyList<int> sources, OperatorSchema schema)
    {
        int[] written = [.. OperatorBinder.WrittenArguments(schema)];
        return arguments =>
        {
            IReadOnlyList<object?> results = functional([.. sources.Select(i => i < 0 ? null : arguments[i])]);
            for (int i = 0; i < written.Length; i++)
                Store((Tensor)results[i]!, (Tensor)arguments[written[i]]!, schema);
            return [.. written.Take(schema.Returns.Count).Select(i => arguments[i])];
        };
    }

    private static void Store(Tensor result, Tensor target, OperatorSchema schema)
    {
        if (ReferenceEquals(result, target))
            return;
        if (!TypePromotion.CanCast(result.DType, target.DType))
            throw new InvalidOperationException($"{schema}: the result of type {result.DType.Name()} cannot be stored as {target.DType.Name()}.");
        if (result.Shape != target.Shape)
            throw new InvalidOperationException($"{schema}: the result of shape {result.Shape} cannot be stored in shape {target.Shape}.");
        target.CopyFrom(result);
    }
}
