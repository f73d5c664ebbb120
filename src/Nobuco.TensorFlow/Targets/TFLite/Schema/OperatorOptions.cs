using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Schema;

/// <summary>The options of one operator: a value for every field of its table.</summary>
public sealed record OperatorOptions
{
    internal OperatorOptions(OptionTable table, Seq<object> values) => (Table, Values) = (table, values);

    /// <summary>The name of the table.</summary>
    public string Name => Table.Name;

    internal OptionTable Table { get; }

    /// <summary>In the order of the fields: bool, long, float, string, or a sequence of long or float.</summary>
    internal Seq<object> Values { get; }

    /// <summary>Options of <paramref name="table"/>; fields not named have their defaults.</summary>
    internal static OperatorOptions Of(OptionTable table, params ReadOnlySpan<(string Field, object Value)> fields)
    {
        object[] values = [.. table.Fields.Select(f => f.DefaultValue)];
        foreach ((string field, object value) in fields)
            values[table.IndexOf(field)] = Normalize(value);
        return new OperatorOptions(table, [.. values]);
    }

    public bool Flag(string field) => (bool)this[field];

    public int Int(string field) => checked((int)(long)this[field]);

    public float Float(string field) => (float)this[field];

    public string Text(string field) => (string)this[field];

    public Seq<long> Integers(string field) => (Seq<long>)this[field];

    public T Enum<T>(string field) where T : struct, Enum => (T)System.Enum.ToObject(typeof(T), (long)this[field]);

    public override string ToString() =>
        $"{Name}({string.Join(", ", Table.Fields.Zip(Values).Where(p => !p.Second.Equals(p.First.DefaultValue)).Select(p => $"{p.First.Name}={p.Second}"))})";

    private object this[string field] => Values[Table.IndexOf(field)];

    private static object Normalize(object value) => value switch
    {
        int or System.Enum => Convert.ToInt64(value, null),
        Seq<int> integers => integers.Select(i => (long)i).ToSeq(),
        _ => value,
    };
}
