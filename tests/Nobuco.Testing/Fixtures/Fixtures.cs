namespace Nobuco.Testing;

/// <summary>The fixtures of <c>tests/fixtures</c>, in the order of their names.</summary>
public static class Fixtures
{
    /// <summary>Operator cases of the families named, or of all: <c>Operators("conv", "pad")</c>.</summary>
    public static IReadOnlyList<Fixture> Operators(params ReadOnlySpan<string> families) => Of("ops", families);

    /// <summary>Control flow, state, signatures: <c>Programs("control")</c>.</summary>
    public static IReadOnlyList<Fixture> Programs(params ReadOnlySpan<string> kinds) => Of("programs", kinds);

    /// <summary>TorchScript programs, which have a <c>.pt</c> only.</summary>
    public static IReadOnlyList<Fixture> Scripts(params ReadOnlySpan<string> kinds) => Of("scripts", kinds);

    /// <summary>The stories of the guide.</summary>
    public static IReadOnlyList<Fixture> Stories() => Of("stories", []);

    /// <summary>Whole models small enough for the repository.</summary>
    public static IReadOnlyList<Fixture> Models() => Of("models", []);

    /// <summary>Files of other PyTorch versions: <c>2.2.2/ops/conv/conv2d</c>.</summary>
    public static IReadOnlyList<Fixture> Versions(params ReadOnlySpan<string> versions) => Of("versions", versions);

    /// <summary>The operator cases that Google's converter could convert (<see cref="Fixture.TFLite"/>).</summary>
    public static IReadOnlyList<Fixture> TFLite(params ReadOnlySpan<string> families) => [.. Operators(families).Where(f => File.Exists(f.TFLite))];

    /// <summary>Fixtures under a folder of your own: <c>In("/zoo", "torchvision")</c>.</summary>
    public static IReadOnlyList<Fixture> In(string root, params ReadOnlySpan<string> folders)
    {
        HashSet<string> wanted = [.. folders];
        return
        [
            .. Directory.EnumerateFiles(root, "*.pt*", SearchOption.AllDirectories)
                .Select(file => WithoutExtension(Path.GetRelativePath(root, file).Replace('\\', '/')))
                .Where(name => wanted.Count == 0 || wanted.Contains(name.Split('/')[0]))
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(name => new Fixture(name, Path.GetRelativePath(PathOf(), Path.Combine(root, name)).Replace('\\', '/'))),
        ];
    }

    public static string PathOf(params ReadOnlySpan<string> parts) => Repository.PathOf(["tests", "fixtures", .. parts]);

    private static IReadOnlyList<Fixture> Of(string folder, ReadOnlySpan<string> families) => In(PathOf(folder), families);

    private static string WithoutExtension(string path)
    {
        foreach (string extension in (ReadOnlySpan<string>)[".core.pt2", ".pt2", ".pt"])
        {
            if (path.EndsWith(extension, StringComparison.Ordinal))
                return path[..^extension.Length];
        }
        return path;
    }
}
