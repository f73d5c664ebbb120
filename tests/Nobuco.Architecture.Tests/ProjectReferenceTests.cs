using System.Xml.Linq;
using Nobuco.Testing;

namespace Nobuco.Architecture.Tests;

/// <summary>The projects depend downwards only, as docs/architecture.md says.</summary>
public sealed class ProjectReferenceTests
{
    public static TheoryData<string, string[], string[]> Projects => new()
    {
        { "Nobuco.Tensors", [], ["System.Numerics.Tensors"] },
        { "Nobuco.PyTorch", ["Nobuco.Tensors"], [] },
        { "Nobuco.TensorFlow", ["Nobuco.Tensors"], ["Google.Protobuf", "Grpc.Tools"] },
        { "Nobuco", ["Nobuco.PyTorch", "Nobuco.TensorFlow", "Nobuco.Tensors"], [] },
        { "Nobuco.Cli", ["Nobuco"], ["Spectre.Console", "System.CommandLine"] },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void ReferencesOnlyWhatIsBelow(string project, string[] projects, string[] packages)
    {
        XDocument file = XDocument.Load(Repository.PathOf("src", project, project + ".csproj"));
        Includes(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal).ShouldBe(projects);
        Includes(file, "PackageReference").Order(StringComparer.Ordinal).ShouldBe(packages);
    }

    [Fact]
    public void NamesEveryProject() =>
        Directory.EnumerateDirectories(Repository.PathOf("src")).Select(folder => Path.GetFileName(folder)!)
            .Where(name => File.Exists(Repository.PathOf("src", name, name + ".csproj")))
            .ShouldBe(Projects.Select(row => (string)row[0]), ignoreOrder: true);

    private static IEnumerable<string> Includes(XDocument file, string item) =>
        file.Descendants(item).Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));
}
