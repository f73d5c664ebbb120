using System.Reflection;

namespace Nobuco.TensorFlow.Graph.Text;

/// <summary>The attributes of an operation: the parameters of its record's primary constructor.</summary>
internal sealed class OpSchema
{
    private static readonly Dictionary<string, OpSchema> _byName = typeof(Op).Assembly.GetTypes()
        .Where(static t => t.IsSubclassOf(typeof(Op)) && !t.IsAbstract)
        .ToDictionary(static t => t.Name, static t => new OpSchema(t));

    private readonly ConstructorInfo _constructor;

    private OpSchema(Type type)
    {
        _constructor = type.GetConstructors().Single();
        Attributes = [.. _constructor.GetParameters().Select(p => new OpAttribute(p, type.GetProperty(p.Name!)!))];
    }

    public IReadOnlyList<OpAttribute> Attributes { get; }

    public static OpSchema Of(Op op) => _byName[op.GetType().Name];

    public static OpSchema? Find(string name) => _byName.GetValueOrDefault(name);

    public Op Make(object?[] attributes) => (Op)_constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, attributes, null);
}

/// <summary>One attribute; its name in the text is the record's in camelCase.</summary>
internal sealed class OpAttribute(ParameterInfo parameter, PropertyInfo property)
{
    public string Name { get; } = char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];

    public Type Type => parameter.ParameterType;

    public bool HasDefault => parameter.HasDefaultValue;

    /// <summary>The default; reflection gives an enum's as its number.</summary>
    public object? Default => parameter.DefaultValue is { } value && Type.IsEnum ? Enum.ToObject(Type, value) : parameter.DefaultValue;

    public object? Read(Op op) => property.GetValue(op);

    public bool IsDefault(object? value) => HasDefault && Equals(value, Default);
}
