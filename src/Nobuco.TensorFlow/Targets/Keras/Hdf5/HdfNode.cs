using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Hdf5;

/// <summary>An object of an HDF5 file: a group or a dataset.</summary>
public abstract class HdfNode
{
    /// <summary>The object's text attributes, in their order.</summary>
    public List<HdfAttribute> Attributes { get; } = [];

    /// <summary>The strings of an attribute, or null when there is none of the name.</summary>
    public HdfAttribute? Attribute(string name) => Attributes.Find(a => a.Name == name);
}

/// <summary>A folder of named objects, sorted by name as HDF5 libraries list them.</summary>
public sealed class HdfGroup : HdfNode
{
    public SortedDictionary<string, HdfNode> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>The group at a path of names separated by slashes; missing ones are made.</summary>
    public HdfGroup Group(string path) => path.Split('/').Aggregate(this, static (group, name) => group.Child(name));

    /// <summary>The object at a path, or null.</summary>
    public HdfNode? Find(string path) => path.Split('/')
        .Aggregate((HdfNode?)this, static (node, name) => (node as HdfGroup)?.Children.GetValueOrDefault(name));

    private HdfGroup Child(string name)
    {
        if (Children.GetValueOrDefault(name) is not HdfGroup child)
            Children[name] = child = new HdfGroup();
        return child;
    }
}

/// <summary>An array. Its elements stay where they are until they are written.</summary>
public sealed class HdfDataset(Tensor value) : HdfNode
{
    public Tensor Value { get; } = value;
}

/// <summary>A text attribute.</summary>
/// <param name="Values">One string, or any number of them for an array.</param>
/// <param name="IsArray">Whether the attribute is a vector of strings, not one string.</param>
public sealed record HdfAttribute(string Name, Seq<string> Values, bool IsArray)
{
    public static HdfAttribute Text(string name, string value) => new(name, [value], IsArray: false);

    public static HdfAttribute Texts(string name, IEnumerable<string> values) => new(name, values.ToSeq(), IsArray: true);
}
