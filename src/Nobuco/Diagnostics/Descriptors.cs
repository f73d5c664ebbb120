using System.Runtime.CompilerServices;
using Nobuco.PyTorch.Archives;

namespace Nobuco;

/// <summary>All diagnostics. Ids are never used again for something else; the hundreds are the exit code of the command.</summary>
public static class Descriptors
{
    private static readonly List<DiagnosticDescriptor> _all = [];

    /// <summary>Every descriptor, in the order of the ids.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => _all;

    /// <summary>The model calls an operator that has no converter.</summary>
    public static DiagnosticDescriptor UnsupportedOperator { get; } = Error("NBC0101");

    /// <summary>The converter has no parameter for an argument that is not its default.</summary>
    public static DiagnosticDescriptor UnhandledArgument { get; } = Error("NBC0102");

    /// <summary>A converter threw, or its results are not of PyTorch's shapes and types.</summary>
    public static DiagnosticDescriptor ConverterFailed { get; } = Error("NBC0103");

    /// <summary>A size that is only known when the model runs is given where a converter needs a number.</summary>
    public static DiagnosticDescriptor SymbolicArgument { get; } = Error("NBC0104");

    /// <summary>The operators of TensorFlow, or of the file's format, do not compute this.</summary>
    public static DiagnosticDescriptor NotExpressible { get; } = Error("NBC0105");

    /// <summary>The model writes to a buffer.</summary>
    public static DiagnosticDescriptor StateNotConverted { get; } = Error("NBC0106");

    /// <summary>The model writes to an input; the converted one leaves its inputs as they are.</summary>
    public static DiagnosticDescriptor InputWriteDropped { get; } = Warning("NBC0107");

    /// <summary>The model does what no functional graph expresses.</summary>
    public static DiagnosticDescriptor NotFunctional { get; } = Error("NBC0108");

    /// <summary>A converter's method does not fit the schema of its operator, or stands beside another.</summary>
    public static DiagnosticDescriptor ConverterDoesNotFit { get; } = Error("NBC0109");

    /// <summary>There is a converter of a module that the model does not have.</summary>
    public static DiagnosticDescriptor ModuleNotFound { get; } = Warning("NBC0110");

    /// <summary>An option has a value that it cannot have, or names what the model does not have.</summary>
    public static DiagnosticDescriptor InvalidOption { get; } = Error("NBC0201");

    /// <summary>The inputs that are given are missing, damaged or do not fit the model.</summary>
    public static DiagnosticDescriptor InvalidInputs { get; } = Error("NBC0202");

    /// <summary>An operator cannot be executed and is therefore not checked.</summary>
    public static DiagnosticDescriptor UncheckedOperator { get; } = Warning("NBC0301");

    /// <summary>A converted operator computes other numbers than PyTorch's.</summary>
    public static DiagnosticDescriptor Inaccurate { get; } = Error("NBC0302");

    /// <summary>The written file computes other numbers than PyTorch's program.</summary>
    public static DiagnosticDescriptor WrittenFileDiffers { get; } = Error("NBC0303");

    /// <summary>Integers of 64 bits are computed in 32.</summary>
    public static DiagnosticDescriptor IntegersNarrowed { get; } = Warning("NBC0304");

    /// <summary>Weights stored in fewer bits change the results.</summary>
    public static DiagnosticDescriptor QuantizationLoss { get; } = Warning("NBC0305");

    /// <summary>A file cannot be written.</summary>
    public static DiagnosticDescriptor CannotWrite { get; } = Error("NBC0401");

    /// <summary>The name of an output does not tell its format.</summary>
    public static DiagnosticDescriptor UnknownTarget { get; } = Error("NBC0402");

    /// <summary>A folder that is to be written holds something else.</summary>
    public static DiagnosticDescriptor FolderInUse { get; } = Error("NBC0403");

    /// <summary>The file is no model of a known format.</summary>
    public static DiagnosticDescriptor ForeignFile { get; } = Error(ModelErrors.ForeignFile);

    /// <summary>The model's zip archive is damaged.</summary>
    public static DiagnosticDescriptor DamagedArchive { get; } = Error(ModelErrors.DamagedArchive);

    /// <summary>The archive would take more memory than a model of its size can need.</summary>
    public static DiagnosticDescriptor ArchiveTooLarge { get; } = Error(ModelErrors.ArchiveTooLarge);

    /// <summary>The program in the file is damaged or contradicts itself.</summary>
    public static DiagnosticDescriptor DamagedProgram { get; } = Error(ModelErrors.DamagedProgram);

    /// <summary>A pickle in the file asks for Python code.</summary>
    public static DiagnosticDescriptor ForbiddenGlobal { get; } = Error(ModelErrors.ForbiddenGlobal);

    /// <summary>A pickle in the file is damaged.</summary>
    public static DiagnosticDescriptor DamagedPickle { get; } = Error(ModelErrors.DamagedPickle);

    /// <summary>The file holds no weights, or not all.</summary>
    public static DiagnosticDescriptor WeightsMissing { get; } = Error(ModelErrors.WeightsMissing);

    /// <summary>The file holds no program, or none of the name.</summary>
    public static DiagnosticDescriptor NoProgram { get; } = Error(ModelErrors.NoProgram);

    /// <summary>The file holds several programs and none is named.</summary>
    public static DiagnosticDescriptor SeveralPrograms { get; } = Error(ModelErrors.SeveralPrograms);

    /// <summary>The file is sound but holds what is not read.</summary>
    public static DiagnosticDescriptor UnsupportedContent { get; } = Error(ModelErrors.UnsupportedContent);

    /// <summary>A file cannot be opened.</summary>
    public static DiagnosticDescriptor CannotRead { get; } = Error(ModelErrors.CannotRead);

    /// <summary>An error that should not be: a defect of ours.</summary>
    public static DiagnosticDescriptor InternalError { get; } = Error("NBC0901");

    /// <summary>The descriptor of an id: <c>NBC0502</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static DiagnosticDescriptor Find(string id) =>
        _all.Find(descriptor => descriptor.Id == id) ?? throw new KeyNotFoundException($"There is no diagnostic {id}.");

    private static DiagnosticDescriptor Error(string id, [CallerMemberName] string title = "") => Add(new DiagnosticDescriptor(id, title, Severity.Error));

    private static DiagnosticDescriptor Warning(string id, [CallerMemberName] string title = "") => Add(new DiagnosticDescriptor(id, title, Severity.Warning));

    private static DiagnosticDescriptor Add(DiagnosticDescriptor descriptor)
    {
        _all.Add(descriptor);
        return descriptor;
    }
}
