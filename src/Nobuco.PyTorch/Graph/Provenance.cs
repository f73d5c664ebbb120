using Nobuco.Tensors;

namespace Nobuco.PyTorch.Graph;

/// <summary>One call of a module: its path from the root (<c>layer1.0.conv1</c>, empty for the root) and its class (<c>torch.nn.modules.conv.Conv2d</c>).</summary>
/// <param name="Repetition">0 for the first call of the module in a run, 1 for the second, ….</param>
public sealed record ModuleCall(string Path, string ClassName, int Repetition = 0);

/// <summary>A line of the user's Python program.</summary>
public sealed record SourceLine(string File, int Line, string Function, string Code)
{
    public override string ToString() => $"{File}:{Line}";
}

/// <summary>Where a node comes from: the modules it was called in, outermost first, and the Python line that called it.</summary>
public sealed record Provenance(Seq<ModuleCall> Modules, SourceLine? Line)
{
    public static Provenance None { get; } = new([], null);

    /// <summary>The innermost module's path; empty for the root.</summary>
    public string ModulePath => Modules.Count == 0 ? "" : Modules[^1].Path;
}
