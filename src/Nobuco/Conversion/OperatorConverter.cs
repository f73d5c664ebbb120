using System.Reflection;
using Nobuco.PyTorch.Graph;

namespace Nobuco.Conversion;

/// <summary>A converter bound to one operator overload: where each parameter of its method comes from.</summary>
internal sealed class OperatorConverter(
    string displayName, MethodInfo method, object? target, ChannelOrderingStrategy strategy, ConverterSource source, IReadOnlyList<ConverterParameter> parameters, Func<Node, ConverterCall>? call = null)
{
    public ChannelOrderingStrategy Strategy { get; } = strategy;

    /// <summary>Where it is written.</summary>
    public ConverterSource Source { get; } = source;

    public IReadOnlyList<ConverterParameter> Parameters { get; } = parameters;

    /// <summary>The method or table, as shown to users: <c>Convolution.Conv</c>, <c>Activation.Unary</c>.</summary>
    public string DisplayName { get; } = displayName;

    public MethodInfo Method { get; } = method;

    /// <summary>Schema arguments that say nothing which the types of the results do not say.</summary>
    public IReadOnlyList<string> Implied { get; } = method.GetCustomAttribute<ImpliedAttribute>()?.Arguments ?? [];

    /// <summary>True for schema arguments that some parameter takes, or that the results' types imply.</summary>
    public bool Handles(int schemaIndex, string name) => Parameters.Any(p => p.SchemaIndex == schemaIndex) || Implied.Contains(name);

    /// <summary>What a parameter for the call gets.</summary>
    public ConverterCall Call(Node node) => call is null ? new ConverterCall(node) : call(node);

    public object? Invoke(object?[] arguments) => Method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}

/// <param name="SchemaIndex">The schema argument that the parameter takes, or <see cref="TheCall"/>, or <see cref="Absent"/>.</param>
internal sealed record ConverterParameter(string Name, int SchemaIndex, Type Type, bool IsNullable, bool KeepsPyTorchOrder)
{
    /// <summary>The parameter gets the call itself.</summary>
    public const int TheCall = -1;

    /// <summary>The call gives nothing for the parameter.</summary>
    public const int Absent = -2;
}
