namespace Nobuco;

/// <summary>The converter of a node.</summary>
/// <param name="Name">The method or table: <c>Convolution.Conv</c>, <c>Activation.Unary</c>.</param>
/// <param name="Strategy">What it asks of the channel order.</param>
/// <param name="Source">The C# line that declares it, and whether it is built in or the user's.</param>
public sealed record ConverterReport(string Name, ChannelOrderingStrategy Strategy, ConverterSource Source);
