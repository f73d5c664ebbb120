namespace Nobuco.Cli.Models;

/// <summary>The kinds of model file that the commands read.</summary>
internal enum ModelFormat
{
    /// <summary><c>torch.export</c>'s, and whatever else only its reader can name.</summary>
    ExportedProgram,

    TFLite,
}

/// <summary>Tells model files apart by their content.</summary>
internal static class ModelFormats
{
    private const int IdentifierOffset = 4;

    /// <summary>The format of a file; a file that cannot be opened is left to the reader, which says why.</summary>
    public static ModelFormat Of(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            Span<byte> head = stackalloc byte[IdentifierOffset + 4];
            int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            bool tflite = read == head.Length && head[IdentifierOffset..].SequenceEqual("TFL3"u8);
            return tflite || Path.GetExtension(path).Equals(".tflite", StringComparison.OrdinalIgnoreCase) ? ModelFormat.TFLite : ModelFormat.ExportedProgram;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ModelFormat.ExportedProgram;
        }
    }
}
