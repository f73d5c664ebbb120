using Nobuco.PyTorch.Archives;
using Nobuco.TensorFlow.Targets.TFLite;

namespace Nobuco.Cli.Models;

/// <summary>Reads <c>.tflite</c> files, with an id for every failure.</summary>
internal static class TFLiteFiles
{
    /// <exception cref="InvalidModelException">The file cannot be opened (NBC0511).</exception>
    /// <exception cref="InvalidTFLiteException">It is no TFLite model, or damaged.</exception>
    public static TFLiteModel Read(string path)
    {
        try
        {
            return TFLiteModel.Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidModelException(ModelErrors.CannotRead, $"'{path}' cannot be read: {error.Message}", inner: error);
        }
    }
}
