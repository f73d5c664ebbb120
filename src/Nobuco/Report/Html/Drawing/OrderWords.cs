using Nobuco.TensorFlow.Graph;

namespace Nobuco.Drawing;

/// <summary>Axis orders in words.</summary>
internal static class OrderWords
{
    /// <summary>In a sentence.</summary>
    public static string Long(AxisOrder order) => Kind(order) switch
    {
        "last" => "channels-last",
        "other" => $"the axis order {order}",
        _ => "PyTorch's order",
    };

    /// <summary>In a drawing.</summary>
    public static string Short(AxisOrder order) => Kind(order) switch
    {
        "last" => "channels-last",
        "other" => $"axes {order}",
        _ => "PyTorch's",
    };

    /// <summary>One word: <c>none</c> below rank 3, <c>first</c> for PyTorch's own, <c>last</c> for channels-last, <c>other</c>.</summary>
    public static string Kind(AxisOrder order) =>
        order.Rank < 3 && order.IsIdentity ? "none" : order.IsIdentity ? "first" : order == AxisOrder.ChannelsLast(order.Rank) ? "last" : "other";
}
