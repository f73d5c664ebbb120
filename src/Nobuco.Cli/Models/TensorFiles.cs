using Nobuco.Tensors;
using Nobuco.Tensors.IO;

namespace Nobuco.Cli.Models;

/// <summary>Files of named tensors, by extension: <c>.safetensors</c>, otherwise NumPy's <c>.npz</c>.</summary>
internal static class TensorFiles
{
    /// <exception cref="ConversionException">The file cannot be opened (NBC0202).</exception>
    /// <exception cref="InvalidFormatException">The file is damaged.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        try
        {
            return IsSafetensors(path) ? SafetensorsFile.Read(path) : NpzFile.Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConversionException([new Diagnostic(Descriptors.InvalidInputs, $"'{path}' cannot be read: {error.Message}")]);
        }
    }

    /// <exception cref="ConversionException">The file cannot be written (NBC0401).</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            if (IsSafetensors(path))
                SafetensorsFile.Write(temporary, tensors);
            else
                NpzFile.Write(temporary, tensors);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new ConversionException([new Diagnostic(Descriptors.CannotWrite, $"'{path}' cannot be written: {error.Message}")]);
        }
    }

    private static bool IsSafetensors(string path) => Path.GetExtension(path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase);
}
