using System.Globalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Schema;

/// <summary>The wire type of an option; enumerations are integers of their width.</summary>
internal enum OptionKind
{
    Bool,
    Byte,
    Int,
    UInt,
    Long,
    Float,
    String,
    Bools,
    Bytes,
    Ints,
    UInts,
    Longs,
    Floats,
}

/// <summary>One field of an option table; its id is its place among the fields.</summary>
internal sealed record OptionField(string Name, OptionKind Kind, long Default)
{
    /// <summary>What an absent field means: a bool, a long, a float, a string, or a sequence of long or float.</summary>
    public object DefaultValue => Kind switch
    {
        OptionKind.Bool => Default != 0,
        OptionKind.Float => (float)Default,
        OptionKind.String => "",
        OptionKind.Floats => Seq<float>.Empty,
        OptionKind.Bools or OptionKind.Bytes or OptionKind.Ints or OptionKind.UInts or OptionKind.Longs => Seq<long>.Empty,
        _ => Default,
    };
}

/// <summary>The fields of one member of the union <c>BuiltinOptions</c> or, when <see cref="IsSecond"/>, of <c>BuiltinOptions2</c>.</summary>
internal sealed record OptionTable(string Name, int UnionId, bool IsSecond, Seq<OptionField> Fields)
{
    /// <summary>Reads <c>Name field:type field:type=default …</c>.</summary>
    public static OptionTable Parse(string line, int unionId, bool second)
    {
        string[] words = line.Split(' ');
        return new OptionTable(words[0], unionId, second, words.Skip(1).Select(ParseField).ToSeq());
    }

    public int IndexOf(string field)
    {
        for (int i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Name == field)
                return i;
        }
        throw new ArgumentException($"{Name} has no field '{field}'.", nameof(field));
    }

    private static OptionField ParseField(string text)
    {
        string[] parts = text.Split(':', '=');
        long value = parts.Length > 2 ? long.Parse(parts[2], CultureInfo.InvariantCulture) : 0;
        return new OptionField(parts[0], ParseKind(parts[1]), value);
    }

    private static OptionKind ParseKind(string text) => text switch
    {
        "bool" => OptionKind.Bool,
        "byte" => OptionKind.Byte,
        "int" => OptionKind.Int,
        "uint" => OptionKind.UInt,
        "long" => OptionKind.Long,
        "float" => OptionKind.Float,
        "string" => OptionKind.String,
        "[bool]" => OptionKind.Bools,
        "[ubyte]" => OptionKind.Bytes,
        "[int]" => OptionKind.Ints,
        "[uint]" => OptionKind.UInts,
        "[long]" => OptionKind.Longs,
        "[float]" => OptionKind.Floats,
        _ => throw new FormatException($"'{text}' is not a type of option."),
    };
}
