using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.Testing;

namespace Nobuco.Report.Tests;

/// <summary>Reports to render.</summary>
internal static class Reports
{
    /// <summary>Of a fixture's conversion, also of one that fails; with a written file where it does not.</summary>
    public static ConversionReport Of(string fixture, ConversionOptions? options = null)
    {
        string folder = Directory.CreateTempSubdirectory("nobuco-test-").FullName;
        try
        {
            ConversionResult result = Converter.Convert(ExportedProgram.Load(Fixtures.PathOf(fixture.Split('/'))), options);
            result.Save(Path.Combine(folder, "model.tflite"), force: true);
            return result.Report;
        }
        catch (ConversionException error)
        {
            return error.Report.ShouldNotBeNull();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The same nodes again and again, each time in a module of their own that reads what the one before computed.</summary>
    public static ConversionReport Long(ConversionReport report, int blocks)
    {
        string last = report.Nodes[^1].Outputs[0].Name;
        IEnumerable<NodeReport> Block(int i) => report.Nodes.Select(node => node with
        {
            Name = $"{node.Name}_{i}",
            Provenance = node.Provenance with { Modules = [node.Provenance.Modules[0], new ModuleCall($"blocks.{i}", "stories.Block"), .. node.Provenance.Modules[1..]] },
            Outputs = [.. node.Outputs.Select(output => output with { Name = $"{output.Name}_{i}" })],
            Inputs = [.. node.Inputs.Select(input => input.IsConstant ? input : input with { Name = input.Kind != ValueKind.Input ? $"{input.Name}_{i}" : i == 0 ? input.Name : $"{last}_{i - 1}" })],
        });
        return report with
        {
            Nodes = [.. Enumerable.Range(0, blocks).SelectMany(Block)],
            Outputs = [.. report.Outputs.Select(output => output with { Tensor = $"{output.Tensor}_{blocks - 1}" })],
        };
    }
}
