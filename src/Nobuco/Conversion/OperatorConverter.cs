using System.Reflection;

namespace Nobuco.Conversion;

/// <summary>A converter bound to one operator overload: where each parameter of its method comes from.</summary>
internal sealed class OperatorConverter(string displayName, MethodInfo method, object? target, ConverterAttribute attribute, IReadOnlyList<ConverterParameter> parameters)
{
    public ChannelOrderingStrategy Strategy { get; } = attribute.Strategy;

    /// <summary>Where it is written.</summary>
    public ConverterSource Source { get; } = attribute.Source;

    public IReadOnlyList<ConverterParameter> Parameters { get; } = parameters;

    /// <summary>The method or table, as shown to users: <c>Convolution.Conv</c>, <c>Activation.Unary</c>.</summary>
    public string DisplayName { get; } = displayName;

    public MethodInfo Method { get; } = method;

    /// <summary>Schema arguments that say nothing which the types of the results do not say.</summary>
    public IReadOnlyList<string> Implied { get; } = method.GetCustomAttribute<ImpliedAttribute>()?.Arguments ?? [];

    /// <summary>True for schema arguments that some parameter takes, or that the results' types imply.</summary>
    public bool Handles(int schemaIndex, string name) => Parameters.Any(p => p.SchemaIndex == schemaIndex) || Implied.Contains(name);

    public object? Invoke(object?[] arguments) => Method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}

/// <param name="SchemaIndex">The schema argument the parameter takes, or −1 for the call itself.</param>
internal sealed record ConverterParameter(string Name, int SchemaIndex, Type Type, bool IsNullable, bool KeepsPyTorchOrder);
