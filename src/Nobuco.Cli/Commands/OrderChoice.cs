namespace Nobuco.Cli.Commands;

/// <summary>The values of <c>--input-order</c>: one for all tensors, and others by name.</summary>
internal sealed record OrderChoice(ChannelOrder Default, IReadOnlyDictionary<string, ChannelOrder> ByName)
{
    /// <exception cref="ConversionException">A value is no order (NBC0201).</exception>
    public static OrderChoice Parse(IEnumerable<string> values)
    {
        ChannelOrder all = ChannelOrder.TensorFlow;
        var byName = new Dictionary<string, ChannelOrder>(StringComparer.Ordinal);
        foreach (string value in values)
        {
            int split = value.LastIndexOf('=');
            ChannelOrder order = Order(value[(split + 1)..]);
            if (split < 0)
                all = order;
            else
                byName[value[..split]] = order;
        }
        return new OrderChoice(all, byName);
    }

    private static ChannelOrder Order(string name) => Enum.TryParse(name, ignoreCase: true, out ChannelOrder order) && Enum.IsDefined(order)
        ? order
        : throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, $"'{name}' is no axis order.", NextStep: "Use tensorflow, pytorch or auto, or NAME= and one of these.")]);
}
