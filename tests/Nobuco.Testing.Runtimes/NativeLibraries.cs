using System.Runtime.InteropServices;

namespace Nobuco.Testing.Runtimes;

/// <summary>Binds the library names of <c>LibraryImport</c> to files.</summary>
internal static class NativeLibraries
{
    public const string TensorFlowLite = "tensorflowlite_c";
    public const string LiteRt = "LiteRt";
    private static readonly Dictionary<string, string> s_paths = [];

    /// <summary>Called before the first function of <paramref name="name"/>.</summary>
    public static void Use(string name, string path)
    {
        lock (s_paths)
        {
            if (s_paths.Count == 0)
                NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, (wanted, _, _) => s_paths.TryGetValue(wanted, out string? file) ? NativeLibrary.Load(file) : 0);
            s_paths[name] = path;
        }
    }
}
