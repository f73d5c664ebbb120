using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Targets.Keras.Lowering;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Files;

/// <summary>Numbers of constants as JSON: nested lists, each number in the fewest digits that give it again.</summary>
internal static class ConstantText
{
    public static JsonNode Of(Tensor value)
    {
        if (value.Rank > 0)
            return new JsonArray([.. Enumerable.Range(0, checked((int)value.Shape[0])).Select(i => Of(value.Select(0, i)))]);
        if (value.DType == DType.Bool)
            return value.ItemAsDouble() != 0;
        if (!value.DType.IsFloat())
            return value.ToArray<long>()[0];
        return value.DType == DType.Float64 ? KerasConfig.Number(value.ItemAsDouble()) : KerasConfig.Number((float)value.ItemAsDouble());
    }

    /// <summary>The constant that nested lists of numbers or truth values are.</summary>
    public static Tensor Read(JsonNode? node, DType dtype)
    {
        var shape = new List<long>();
        for (JsonNode? inner = node; inner is JsonArray list; inner = list.Count > 0 ? list[0] : null)
            shape.Add(list.Count);
        double[] numbers = [.. Numbers(node)];
        if (numbers.Length != shape.Aggregate(1L, static (product, size) => product * size))
            throw InvalidKerasException.Corrupt("A constant's lists differ in length.");
        return Tensor.From<double>(numbers, [.. shape]).Cast(dtype);
    }

    private static IEnumerable<double> Numbers(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Numbers),
        JsonValue value when value.TryGetValue(out bool flag) => [flag ? 1 : 0],
        JsonValue value => [value.GetValue<double>()],
        _ => throw InvalidKerasException.Corrupt("A constant holds what is no number."),
    };
}
