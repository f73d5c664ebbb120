using Nobuco.PyTorch.Archives;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Export;

/// <summary>Where the parts of an exported program are in its archive: the PT2 archive of PyTorch 2.8 and later, and the plain zip of 2.1 to 2.7.</summary>
internal sealed class ProgramArchive
{
    private const string LegacyProgram = "serialized_exported_program.json";

    private readonly ZipArchiveFile _zip;
    private readonly string _model;

    private ProgramArchive(ZipArchiveFile zip, string model) => (_zip, _model) = (zip, model);

    /// <param name="path">What to call the file in errors.</param>
    /// <param name="modelName">Which program to take of an archive of several.</param>
    /// <exception cref="InvalidModelException">The bytes are no archive with such a program.</exception>
    public static ProgramArchive Open(TensorStorage bytes, string path, string? modelName)
    {
        ReadOnlySpan<byte> head = bytes.Bytes(0, (int)Math.Min(bytes.ByteLength, 512));
        if (!head.StartsWith("PK\x03\x04"u8))
            throw ForeignFile.Describe(path, head);
        var zip = new ZipArchiveFile(bytes);
        if (zip.Contains(LegacyProgram))
            return new ProgramArchive(zip, "");
        return new ProgramArchive(zip, ChooseModel(path, zip, modelName));
    }

    /// <summary>The program's JSON.</summary>
    public TensorStorage Json => _zip.Open(_model.Length == 0 ? LegacyProgram : $"models/{_model}.json");

    /// <summary>Parameters and persistent buffers by qualified name.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights() =>
        Payload("weights", ["weights_config", "model_param_config"], "serialized_state_dict");

    /// <summary>Constants and non-persistent buffers by qualified name.</summary>
    public IReadOnlyDictionary<string, Tensor> Constants() =>
        Payload("constants", ["constants_config", "model_constants_config"], "serialized_constants");

    /// <summary>The positional and keyword arguments the program was exported with, or null where there are none that can be read.</summary>
    /// <exception cref="InvalidModelException">Their pickle asks for Python's own functions.</exception>
    public object? ExampleInputs()
    {
        string record = _model.Length == 0 ? "serialized_example_inputs.pt" : $"data/sample_inputs/{_model}.pt";
        if (!_zip.Contains(record))
            return null;
        try
        {
            return TorchSave.ReadOptional(_zip.Open(record));
        }
        catch (InvalidModelException exception) when (exception.Code != ModelErrors.ForbiddenGlobal)
        {
            return null;
        }
    }

    private IReadOnlyDictionary<string, Tensor> Payload(string folder, string[] configs, string legacyRecord)
    {
        string[] saved = _model.Length == 0 ? [$"{legacyRecord}.pt", $"{legacyRecord}.json"] : [$"data/{folder}/{_model}.pt"];
        if (saved.FirstOrDefault(_zip.Contains) is { } record)
        {
            TensorStorage bytes = _zip.Open(record);
            return bytes.ByteLength == 0 ? new Dictionary<string, Tensor>() : TorchSave.ReadTensors(bytes);
        }
        string? config = configs.Select(name => $"data/{folder}/{_model}_{name}.json").FirstOrDefault(_zip.Contains);
        return config is null ? new Dictionary<string, Tensor>() : PayloadReader.Read(_zip, config, $"data/{folder}/");
    }

    /// <exception cref="InvalidModelException">The file cannot be read.</exception>
    public static TensorStorage Map(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw ModelErrors.Foreign(path, "a folder", "Name the .pt2 file.");
            if (new FileInfo(path).Length == 0)
                throw ForeignFile.Describe(path, []);
            var file = new MappedFile(path);
            return file.Slice(0, file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidModelException(ModelErrors.CannotRead, $"'{path}' cannot be read: {exception.Message}", "Check the path and the file's permissions.", exception);
        }
    }

    private static string ChooseModel(string path, ZipArchiveFile zip, string? wanted)
    {
        const string folder = "models/", extension = ".json";
        string[] models = [.. zip.Names
            .Where(static name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(extension, StringComparison.Ordinal))
            .Select(static name => name[folder.Length..^extension.Length])];
        if (models.Length == 0)
            throw ForeignFile.Describe(path, zip);
        if (wanted is null && models.Length == 1)
            return models[0];
        if (wanted is not null && models.Contains(wanted))
            return wanted;
        throw new InvalidModelException(
            ModelErrors.SeveralPrograms,
            $"'{path}' holds {(models.Length == 1 ? "the program" : "the programs")} {string.Join(", ", models)}{(wanted is null ? "" : $", but not '{wanted}'")}.",
            "Say by name which of them to load.");
    }
}
