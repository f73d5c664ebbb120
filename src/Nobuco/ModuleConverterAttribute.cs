using System.Runtime.CompilerServices;

namespace Nobuco;

/// <summary>
/// Declares a static method as the converter of whole modules: it takes the place of everything the module's <c>forward</c> calls. The method takes the module's input tensors in the order in
/// which <c>forward</c> first reads them (or all as one <c>IReadOnlyList&lt;TfTensor&gt;</c>; one that a call may leave out has a default: <c>TfTensor? mask = null</c>) and, where it wants the weights, attributes or sub-modules, a <see cref="ModuleConverterCall"/>.
/// It returns what the module computes for others: a <see cref="TensorFlow.TfTensor"/>, a tuple or a list.
/// </summary>
/// <param name="module">The class (<c>torch.nn.modules.conv.Conv2d</c>, or <c>Conv2d</c> alone), or the path of one module (<c>layer1.0.conv1</c>).</param>
/// <param name="strategy">The order that its tensors come and go in.</param>
/// <param name="file">Left to the compiler: the file that the attribute is in.</param>
/// <param name="line">Left to the compiler: its line there.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ModuleConverterAttribute(string module, ChannelOrderingStrategy strategy, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) : Attribute
{
    /// <summary>The class, with or without its Python module, or the path of one module.</summary>
    public string Module { get; } = module;

    /// <summary>The order that its tensors come and go in.</summary>
    public ChannelOrderingStrategy Strategy { get; } = strategy;

    /// <summary>Where it is written.</summary>
    public ConverterSource Source { get; } = ConverterSource.At(file, line);
}
