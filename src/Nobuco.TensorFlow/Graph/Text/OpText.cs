using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Graph.Text;

/// <summary>The text of operations.</summary>
public static class OpText
{
    /// <summary>The attributes that are not their defaults: <c>strides=[2, 2], padding=SAME</c>; empty where there are none, or the operation is not one of ours.</summary>
    public static string Attributes(Op op)
    {
        IReadOnlyList<OpAttribute> attributes = op is Placeholder ? [] : OpSchema.Find(op.GetType().Name)?.Attributes ?? [];
        return string.Join(", ", from attribute in attributes let value = attribute.Read(op) where !attribute.IsDefault(value) select $"{attribute.Name}={Text(value)}");
    }

    private static string Text(object? value) => value is Tensors.Tensor tensor ? ConstantText.Format(tensor) : AttributeText.Format(value);
}
