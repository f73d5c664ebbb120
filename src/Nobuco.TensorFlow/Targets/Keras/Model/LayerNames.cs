using System.Text.RegularExpressions;

namespace Nobuco.TensorFlow.Targets.Keras.Model;

/// <summary>
/// Gives names out once: letters, digits, dots, dashes and underlines, which both Keras and TensorFlow's name scopes take. In Keras 3 dots become underlines,
/// since on PyTorch the names of weights, which hold those of layers, must not have any (<c>torch.nn.Module.register_parameter</c>).
/// </summary>
internal sealed partial class LayerNames(KerasVersion version)
{
    private readonly HashSet<string> _taken = [];

    public string Unique(string wish)
    {
        string legal = Legal(wish, version), name = legal;
        for (int i = 1; !_taken.Add(name); i++)
            name = $"{legal}_{i}";
        return name;
    }

    /// <summary>A name must start with a letter or digit.</summary>
    public static string Legal(string wish, KerasVersion version)
    {
        string name = (version == KerasVersion.Keras3 ? IllegalInPyTorch() : Illegal()).Replace(wish, "_");
        return name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) ? name : $"n{name}";
    }

    /// <summary>The class name in Keras' own spelling of groups: <c>Conv2DTranspose</c> is <c>conv2d_transpose</c>, <c>PReLU</c> is <c>p_re_lu</c>.</summary>
    public static string SnakeCase(string className) =>
        SmallAfterCapital().Replace(WordAfterAny().Replace(className, "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("[^A-Za-z0-9_.-]")]
    private static partial Regex Illegal();

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex IllegalInPyTorch();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex WordAfterAny();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex SmallAfterCapital();
}
