using System.Text;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>The files of a SavedModel.</summary>
internal static class SavedModelFiles
{
    private const int HeadBytes = 512;

    /// <summary>The folder of variables, and in it the name that their files begin with.</summary>
    public static string Variables(string folder) => Path.Combine(folder, "variables", "variables");

    /// <summary>Whether a folder holds a model that was written here, and nothing else. Its maker stands at the beginning.</summary>
    public static bool AreOwn(string folder, string main)
    {
        string prefix = Variables(folder);
        HashSet<string> own = [Path.Combine(folder, main), TensorBundle.IndexPath(prefix), TensorBundle.DataPath(prefix)];
        bool hasOthers = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any(file => !own.Contains(file));
        return !hasOthers && File.Exists(Path.Combine(folder, main)) && Head(Path.Combine(folder, main)).IndexOf(Encoding.UTF8.GetBytes(Producer.Name)) >= 0;
    }

    private static Span<byte> Head(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[HeadBytes];
        return head.AsSpan(0, file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false));
    }
}
