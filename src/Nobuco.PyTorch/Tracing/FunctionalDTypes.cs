using System.Collections.Frozen;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Tracing;

/// <summary>Element types of functional results where an in-place operator would convert them to its target's.</summary>
internal static class FunctionalDTypes
{
    private static readonly FrozenSet<string> Predicates = new[]
    {
        "eq", "ne", "not_equal", "lt", "less", "le", "less_equal", "gt", "greater", "ge", "greater_equal",
        "logical_and", "logical_or", "logical_xor", "logical_not",
    }.ToFrozenSet();

    public static bool IsPredicate(OperatorSchema schema) => Predicates.Contains(schema.Name[(schema.Name.IndexOf("::", StringComparison.Ordinal) + 2)..]);

    /// <summary>True for arithmetic of two tensors, whose types meet.</summary>
    public static bool Promotes(OperatorSchema schema) =>
        schema.Arguments.Any(argument => argument.Name is "other" or "exponent" or "tensor1" && argument.Type.Kind == SchemaKind.Tensor);

    /// <summary>Tensors of rank 0 do not widen others of their category.</summary>
    public static DType Promoted(TensorType target, IEnumerable<TensorType> others)
    {
        DType result = target.DType;
        foreach (TensorType other in others.Where(other => other.Rank > 0 || target.Rank == 0))
            result = TypePromotion.Promote(result, other.DType);
        return result;
    }
}
