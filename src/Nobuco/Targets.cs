using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.TFLite;

namespace Nobuco;

/// <summary>The formats that models are written in.</summary>
internal static class Targets
{
    private static readonly ITarget[] _all = [new TFLiteTarget()];

    /// <exception cref="ConversionException">No format has the path's extension (NBC0402).</exception>
    public static ITarget For(string path)
    {
        string extension = Path.GetExtension(path);
        return _all.FirstOrDefault(t => t.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            ?? throw new ConversionException([new Diagnostic(
                Descriptors.UnknownTarget,
                $"No format has the extension '{extension}'.",
                NextStep: $"Name the output {string.Join(" or ", _all.SelectMany(t => t.Extensions).Select(e => "*" + e))}.")]);
    }
}
