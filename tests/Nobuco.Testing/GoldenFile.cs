namespace Nobuco.Testing;

/// <summary>A text file of the repository that is made from the code: a test holds it to what the code says now.</summary>
public static class GoldenFile
{
    /// <summary>Set to 1, it makes the tests write the files instead of comparing them.</summary>
    public const string UpdateVariable = "NOBUCO_UPDATE";

    /// <param name="path">Relative to the repository: <c>docs/supported-operators.md</c>.</param>
    /// <exception cref="MismatchException">The file says something else.</exception>
    public static void Check(string path, string text)
    {
        string file = Repository.PathOf(path.Split('/'));
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            File.WriteAllText(file, text);
        string[] present = File.Exists(file) ? File.ReadAllText(file).Split('\n') : [], wanted = text.Split('\n');
        string[] removed = [.. present.Except(wanted).Select(line => "- " + line)], added = [.. wanted.Except(present).Select(line => "+ " + line)];
        if (!present.SequenceEqual(wanted))
            throw new MismatchException($"{path} is out of date. If the change is meant, write it by {UpdateVariable}=1 dotnet test.\n{string.Join('\n', [.. removed, .. added])}");
    }
}
