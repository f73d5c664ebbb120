using System.Text;

namespace Nobuco.PyTorch.Archives;

/// <summary>Recognises files of other formats by their first bytes or their records, for a helpful error.</summary>
internal static class ForeignFile
{
    private const string ExportFirst = "Export the model in Python: torch.export.save(torch.export.export(model, example_inputs), 'model.pt2').";

    /// <summary>The error for a file that is no zip archive.</summary>
    public static InvalidModelException Describe(string path, ReadOnlySpan<byte> head)
    {
        string kind = head switch
        {
            [] => "an empty file",
            [_, _, _, _, (byte)'T', (byte)'F', (byte)'L', (byte)'3', ..] => "a TFLite model, the result of a conversion",
            [_, _, _, _, (byte)'P', (byte)'T', (byte)'M', (byte)'F', ..] => "a PyTorch mobile model (flatbuffer)",
            [_, _, _, _, (byte)'E', (byte)'T', ..] => "an ExecuTorch program",
            [0x80, <= 5, ..] => "a pickle of torch.save (weights without a program)",
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "an HDF5 file (Keras)",
            [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] => "a NumPy array",
            [0x1F, 0x8B, ..] => "a gzip file",
            [_, _, _, _, _, _, _, 0, (byte)'{', ..] => "a safetensors file (weights without a program)",
            [0x08, < 32, 0x12 or 0x1A or 0x3A or 0x22, ..] => "an ONNX model",
            _ when IsTar(head) => "a tar archive",
            _ when IsText(head) => "a text file",
            _ => "of an unknown format",
        };
        return ModelErrors.Foreign(path, kind, ExportFirst);
    }

    /// <summary>The error for a zip archive that holds no exported program.</summary>
    public static InvalidModelException Describe(string path, ZipArchiveFile archive)
    {
        if (archive.Names.Any(static name => name.StartsWith("data/aotinductor/", StringComparison.Ordinal)))
        {
            return new InvalidModelException(
                ModelErrors.NoProgram,
                $"'{path}' holds a model compiled by AOTInductor and not the program it was compiled from.",
                "Save the exported program itself: torch.export.save(exported, 'model.pt2').");
        }
        if (archive.Contains("archive_format"))
            return new InvalidModelException(ModelErrors.NoProgram, $"'{path}' is a .pt2 archive without a program (models/*.json).", ExportFirst);
        string kind = archive switch
        {
            _ when archive.Contains("constants.pkl") => "a TorchScript model",
            _ when archive.Contains("data.pkl") => "a file of torch.save (a state_dict or a pickled module, weights without a program)",
            _ when archive.Contains("config.json") && archive.Contains("model.weights.h5") => "a Keras model",
            _ when archive.Names.All(static name => name.EndsWith(".npy", StringComparison.Ordinal)) => "an .npz file of NumPy arrays",
            _ => "a zip archive",
        };
        return ModelErrors.Foreign(path, kind, ExportFirst);
    }

    private static bool IsTar(ReadOnlySpan<byte> head) => head.Length > 262 && head[257..].StartsWith("ustar"u8);

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> start = head[..Math.Min(head.Length, 256)];
        return !start.Contains((byte)0) && Encoding.UTF8.GetString(start).All(static c => !char.IsControl(c) || char.IsWhiteSpace(c));
    }
}
