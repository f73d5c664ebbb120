using System.Text.RegularExpressions;

namespace Nobuco.TensorFlow.Targets.Keras.Model;

/// <summary>
/// Gives names out once: letters, digits, dashes and underlines, which both Keras and TensorFlow's name scopes take. Dots become underlines,
/// since in Keras 3 on PyTorch the names of weights, which hold those of layers, must not have any (<c>torch.nn.Module.register_parameter</c>).
/// </summary>
/// <param name="layers">All that the model holds.</param>
internal sealed partial class LayerNames(IEnumerable<KerasLayer> layers)
{
    private readonly HashSet<string> _taken = [];
    private readonly HashSet<string> _operations = [.. layers.Where(static l => l.IsOperation).Select(static l => SnakeCase(l.ClassName))];

    public string Unique(KerasLayer layer, string wish)
    {
        string legal = layer.IsOperation ? Spelled(wish) : Legal(wish), name = legal;
        for (int i = 1; !_taken.Add(name); i++)
            name = $"{legal}_{i}";
        return name;
    }

    /// <summary>
    /// What a layer of that name is called. Keras 3 does not read the names of operations but gives them new ones when it loads a model, the class's and a number,
    /// and refuses the model if a layer has one of those.
    /// </summary>
    public string Legal(string wish)
    {
        string name = Spelled(wish);
        return _operations.Contains(Number().Replace(name, "")) ? $"{name}_layer" : name;
    }

    /// <summary>A name must start with a letter or digit.</summary>
    private static string Spelled(string wish)
    {
        string name = Illegal().Replace(wish, "_");
        return name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) ? name : $"n{name}";
    }

    /// <summary>The class name in Keras' own spelling of groups: <c>Conv2DTranspose</c> is <c>conv2d_transpose</c>, <c>PReLU</c> is <c>p_re_lu</c>.</summary>
    public static string SnakeCase(string className) =>
        SmallAfterCapital().Replace(WordAfterAny().Replace(className, "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex Illegal();

    [GeneratedRegex("_[0-9]+$")]
    private static partial Regex Number();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex WordAfterAny();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex SmallAfterCapital();
}
