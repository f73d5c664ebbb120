namespace Nobuco;

/// <summary>Names of modules: paths like <c>layer1.0.conv1</c> and classes like <c>torch.nn.modules.conv.Conv2d</c>.</summary>
public static class ModuleNames
{
    /// <summary>True for what belongs to a module; everything belongs to the root, whose path is empty.</summary>
    public static bool IsBelow(string path, string module) => module.Length == 0 || path.StartsWith(module + ".", StringComparison.Ordinal);

    /// <summary>The rest of a path below its ancestor's: <c>0.conv1</c> below <c>layer1</c>.</summary>
    public static string Below(string path, string ancestor) => ancestor.Length > 0 && IsBelow(path, ancestor) ? path[(ancestor.Length + 1)..] : path;

    /// <summary><c>Conv2d</c></summary>
    public static string Class(string fullName) => fullName[(fullName.LastIndexOf('.') + 1)..];

    /// <summary><c>[torch.nn.modules.conv]</c></summary>
    public static string Package(string fullName) => fullName.Contains('.') ? $"[{fullName[..fullName.LastIndexOf('.')]}]" : "";
}
