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

    /// <summary>The values of <c>--order-hint</c>.</summary>
    /// <exception cref="ConversionException">A value is not NAME=ORDER (NBC0201).</exception>
    public static IReadOnlyDictionary<string, ChannelOrder> ParseHints(IReadOnlyList<string> values) => values.FirstOrDefault(static value => !value.Contains('=', StringComparison.Ordinal)) is { } wrong
        ? throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, $"The order hint '{wrong}' names no node or module.", NextStep: "Write --order-hint NAME=tensorflow or NAME=pytorch.")])
        : Parse(values).ByName;

    private static ChannelOrder Order(string name) => Enum.TryParse(name, ignoreCase: true, out ChannelOrder order) && Enum.IsDefined(order)
        ? order
        : throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, $"'{name}' is no axis order.", NextStep: "Use tensorflow, pytorch or auto, or NAME= and one of these.")]);
}
