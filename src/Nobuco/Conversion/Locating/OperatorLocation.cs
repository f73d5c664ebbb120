namespace Nobuco;

/// <summary>What a set of converters has for an operator: the answer of <see cref="Converters.Locate"/>.</summary>
/// <param name="Name">The operator: <c>aten::conv2d</c>; or the module class or path that was asked for.</param>
/// <param name="Overloads">The overloads that were asked for, those with a converter first.</param>
public sealed record OperatorLocation(string Name, IReadOnlyList<LocatedOverload> Overloads);

/// <summary>An overload of an operator and what converts it.</summary>
/// <param name="Operator"><c>aten.conv2d.default</c>, or a module's class or path.</param>
/// <param name="Schema">PyTorch's schema: <c>aten::conv2d(Tensor input, …) -> Tensor</c>; <c>module</c> for a module.</param>
public sealed record LocatedOverload(string Operator, string Schema)
{
    /// <summary>The overload that tracing makes of one that writes to its arguments (<c>aten.relu.default</c> of <c>aten.relu_.default</c>); that one is converted.</summary>
    public string? Functional { get; init; }

    /// <summary>Null when there is none: a model that calls this overload is NBC0101.</summary>
    public LocatedConverter? Converter { get; init; }

    /// <summary>The C# declaration that a converter of one's own begins with; null where there is a converter.</summary>
    public string? Template { get; init; }

    /// <summary>A model that calls it, if one is known.</summary>
    public OperatorExample? Example { get; init; }
}

/// <summary>A converter as it would be used for one overload.</summary>
/// <param name="Method">The method or table: <c>Convolution.Conv</c>.</param>
/// <param name="Source">Where it is written.</param>
/// <param name="Strategy">The order that its tensors come and go in.</param>
public sealed record LocatedConverter(string Method, ConverterSource Source, ChannelOrderingStrategy Strategy)
{
    /// <summary>The arguments of the schema that it takes, or that the types of its results imply.</summary>
    public required IReadOnlyList<string> Handled { get; init; }

    /// <summary>The arguments that it does not take, with their defaults (<c>driver=None</c>): any other value is NBC0102.</summary>
    public required IReadOnlyList<string> Unhandled { get; init; }

    /// <summary>What it says that it cannot express (NBC0105), as far as its own text tells.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>Its doc comment without markup; null when it has none or its text is not at hand.</summary>
    public string? Summary { get; init; }

    /// <summary>Its C# text; null when it is not at hand, as with the source of others' assemblies.</summary>
    public string? Code { get; init; }
}

/// <summary>A model that calls an operator.</summary>
/// <param name="File">A file of the repository.</param>
/// <param name="Python">Its call of the operator, with random tensors of the same types: a line that runs in Python.</param>
public sealed record OperatorExample(string File, string Python);
