using System.Runtime.CompilerServices;

namespace Nobuco;

/// <summary>
/// Declares a static method as the converter of an ATen operator. Its parameters are named and typed as in the schema; those it leaves out are an error
/// when a program gives them another value than the default. A parameter of type <see cref="ConverterCall"/> gets the call itself.
/// </summary>
/// <param name="operatorName">
/// <c>aten::conv2d</c> for all overloads that have the method's parameters, <c>aten::add.Tensor</c> for one; a custom operator by its whole schema:
/// <c>demo::swish_gate(Tensor x, float beta) -> Tensor</c>.
/// </param>
/// <param name="strategy">The order that its tensors come and go in.</param>
/// <param name="file">Left to the compiler: the file that the attribute is in.</param>
/// <param name="line">Left to the compiler: its line there.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ConverterAttribute(string operatorName, ChannelOrderingStrategy strategy, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) : Attribute
{
    /// <summary>The operator, in the schema's form: <c>aten::conv2d</c>, <c>aten::add.Tensor</c>.</summary>
    public string OperatorName { get; } = operatorName;

    /// <summary>The order that its tensors come and go in.</summary>
    public ChannelOrderingStrategy Strategy { get; } = strategy;

    /// <summary>Where it is written.</summary>
    public ConverterSource Source { get; } = ConverterSource.At(file, line);

    /// <summary>The method takes the place of a converter that is there, which is an error otherwise.</summary>
    public bool Replaces { get; init; }
}

/// <summary>Arguments of the schema that say nothing which the types of the results do not say: sizes, element types.</summary>
/// <param name="arguments">Their names in the schema.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ImpliedAttribute(params string[] arguments) : Attribute
{
    /// <summary>Their names in the schema: <c>half_to_float</c>.</summary>
    public IReadOnlyList<string> Arguments { get; } = arguments;
}

/// <summary>The tensor stays in PyTorch's order whatever the strategy: a weight that is computed.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PyTorchOrderAttribute : Attribute;
