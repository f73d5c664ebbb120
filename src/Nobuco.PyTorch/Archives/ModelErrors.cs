namespace Nobuco.PyTorch.Archives;

/// <summary>What can be wrong with a model file. Ids are never used again for something else.</summary>
public static class ModelErrors
{
    public const string ForeignFile = "NBC0501";
    public const string DamagedArchive = "NBC0502";
    public const string ArchiveTooLarge = "NBC0503";
    public const string DamagedProgram = "NBC0504";
    public const string ForbiddenGlobal = "NBC0505";
    public const string DamagedPickle = "NBC0506";
    public const string WeightsMissing = "NBC0507";
    public const string NoProgram = "NBC0508";
    public const string SeveralPrograms = "NBC0509";
    public const string UnsupportedContent = "NBC0510";
    public const string CannotRead = "NBC0511";

    private const string ExportAgain = "Save the model again with torch.export.save, and copy the file in binary mode.";

    internal static InvalidModelException Foreign(string path, string kind, string nextStep) =>
        new(ForeignFile, $"'{path}' is {kind}, not a program of torch.export.", nextStep);

    internal static InvalidModelException Archive(string what, Exception? inner = null) =>
        new(DamagedArchive, $"The archive is damaged: {what}", ExportAgain, inner);

    internal static InvalidModelException TooLarge(string what) =>
        new(ArchiveTooLarge, $"The archive asks for too much memory: {what}", "If you trust the file, unpack it and pack it again without compression.");

    internal static InvalidModelException Program(string what, Exception? inner = null) =>
        new(DamagedProgram, $"The program is damaged: {what}", ExportAgain, inner);

    internal static InvalidModelException Pickle(string what, Exception? inner = null) =>
        new(DamagedPickle, $"The pickle is damaged: {what}", ExportAgain, inner);

    internal static InvalidModelException Forbidden(PickleGlobal global) => new(
        ForbiddenGlobal,
        $"The file's pickle asks for the Python object '{global}', which no tensor needs; nothing was executed.",
        "Do not load this file in Python unless you trust its author. Save tensors only: a state_dict without Python objects.");

    internal static InvalidModelException Stripped() => new(
        WeightsMissing, "The file holds the program but no weights: they are fake tensors.", "Load the weights into the model before torch.export.export.");

    internal static InvalidModelException Missing(string kind, string name) =>
        new(WeightsMissing, $"The {kind} '{name}' is missing from the file.", ExportAgain);

    internal static InvalidModelException Unsupported(string what, string? nextStep = null) => new(UnsupportedContent, what, nextStep);
}
