using System.Text.RegularExpressions;

namespace Nobuco.Architecture.Tests;

/// <summary>Words that must not stay in the repository. The patterns are written so that they do not match themselves.</summary>
public sealed partial class WordingTests
{
    [Fact]
    public void HoldsNoPathsOfOneMachine() => Find(SourceFiles.Text(), MachinePath()).ShouldBeEmpty();

    [Fact]
    public void LeavesNothingUnfinished() => Find(SourceFiles.CSharp("src", "tests", "benchmarks"), Unfinished()).ShouldBeEmpty();

    [Fact]
    public void ThrowsExceptionsThatSayWhat() => Find(SourceFiles.CSharp("src", "tests"), NamelessException()).ShouldBeEmpty();

    [Fact]
    public void LibrariesDoNotWriteToTheConsole() =>
        Find(SourceFiles.CSharp("src").Where(path => !path.StartsWith("src/Nobuco.Cli/", StringComparison.Ordinal)), ConsoleUse()).ShouldBeEmpty();

    private static IEnumerable<string> Find(IEnumerable<string> paths, Regex pattern) =>
        from path in paths
        let lines = SourceFiles.Read(path).Split('\n')
        from i in Enumerable.Range(0, lines.Length)
        where pattern.IsMatch(lines[i])
        select $"{path}:{i + 1}: {lines[i].Trim()}";

    [GeneratedRegex(@"(?<![\w.])/(w[o]rk|r[o]ot|t[m]p|h[o]me)/|[.]libr[a]ry\b")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(T[O]DO|F[I]XME|H[A]CK|X[X]X|NotImpl[e]mentedException)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\bnew E[x]ception\(")]
    private static partial Regex NamelessException();

    [GeneratedRegex(@"\bCons[o]le\.")]
    private static partial Regex ConsoleUse();
}
