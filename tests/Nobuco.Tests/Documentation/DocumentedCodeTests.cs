using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nobuco.Conversion;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Testing;

namespace Nobuco.Tests.Documentation;

/// <summary>Every block of C# in README.md and docs compiles with what is public, and its converters fit their schemas.</summary>
public sealed partial class DocumentedCodeTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        """;

    private static readonly Lazy<MetadataReference[]> _references = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    public static TheoryData<string, int> Blocks()
    {
        var data = new TheoryData<string, int>();
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Prepend(Repository.PathOf("README.md")).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
            for (int i = 0; i < CodeBlocks(name).Count; i++)
                data.Add(name, i);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Compiles(string file, int block)
    {
        SyntaxTree code = CSharpSyntaxTree.ParseText(CodeBlocks(file)[block]);
        bool isProgram = code.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        var compilation = CSharpCompilation.Create(
            "Documentation",
            [code, CSharpSyntaxTree.ParseText(ImplicitUsings)],
            _references.Value,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty();

        foreach (MethodInfo method in Assembly.Load(image.ToArray()).GetTypes().SelectMany(type => type.GetMethods()))
            method.GetCustomAttributes<ConverterAttribute>().ShouldAllBe(attribute => Fits(method, attribute));
    }

    private static bool Fits(MethodInfo method, ConverterAttribute attribute) =>
        SchemaTable.Default.Overloads(attribute.OperatorName.Split('.')[0]).Any(schema => ConverterBinder.TryBind(method, schema, out _) is not null);

    private static IReadOnlyList<string> CodeBlocks(string file) =>
        [.. CodeBlock().Matches(File.ReadAllText(Repository.PathOf(file.Split('/')))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
