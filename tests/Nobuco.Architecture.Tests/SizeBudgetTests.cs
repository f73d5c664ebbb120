using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit.Abstractions;

namespace Nobuco.Architecture.Tests;

/// <summary>Methods and files stay short. Tables do not count: enums, initialisers and switch expressions of some length, blocks of nothing but calls.</summary>
public sealed class SizeBudgetTests(ITestOutputHelper output)
{
    private const int MethodLimit = 80;
    private const int FileLimit = 400;
    private const int TableRows = 8;

    [Fact]
    public void MethodsAndFilesStayShort()
    {
        List<(string Place, int Lines)> methods = [], files = [];
        foreach (string path in SourceFiles.CSharp("src", "tests", "benchmarks"))
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(SourceFiles.Read(path)).GetRoot();
            files.Add((path, Lines(root)));
            methods.AddRange(root.DescendantNodes().Where(IsMethod).Select(node => (Place(path, node), Lines(node))));
        }
        Print("method", methods);
        Print("file", files);
        methods.Where(method => method.Lines > MethodLimit).ShouldBeEmpty();
        files.Where(file => file.Lines > FileLimit).ShouldBeEmpty();
    }

    private static bool IsMethod(SyntaxNode node) => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax;

    private static string Place(string path, SyntaxNode node) =>
        $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1} {(node as MethodDeclarationSyntax)?.Identifier.Text}";

    /// <summary>From the first token to the last, less what tables take beyond one line each.</summary>
    private static int Lines(SyntaxNode node)
    {
        IEnumerable<SyntaxNode> tables = node.DescendantNodes(child => child == node || !IsTable(child)).Where(IsTable);
        return Height(node) - tables.Sum(table => Height(table) - 1);
    }

    private static bool IsTable(SyntaxNode node) => node switch
    {
        SwitchExpressionSyntax table => table.Arms.Count,
        CollectionExpressionSyntax table => table.Elements.Count,
        InitializerExpressionSyntax table => table.Expressions.Count,
        EnumDeclarationSyntax table => table.Members.Count,
        BlockSyntax block when Rows(block) * 10 > block.Statements.Count * 9 => Rows(block) / 2,
        _ => 0,
    } >= TableRows;

    private static int Rows(BlockSyntax block) =>
        block.Statements.Count(statement => statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax });

    private static int Height(SyntaxNode node)
    {
        FileLinePositionSpan span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private void Print(string what, List<(string Place, int Lines)> sizes)
    {
        int[] sorted = [.. sizes.Select(size => size.Lines).Order()];
        output.WriteLine($"{sorted.Length} {what}s: median {sorted[sorted.Length / 2]}, 95th percentile {sorted[sorted.Length * 95 / 100]}, longest {sorted[^1]} lines");
    }
}
