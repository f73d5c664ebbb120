using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>Nodes know the modules and the line they come from, in every version.</summary>
public sealed class NodeMetadataTests
{
    [Theory]
    [InlineData("programs/signature/dict-in-out.pt2")]
    [InlineData("programs/signature/dict-in-out.core.pt2")]
    [InlineData("versions/2.10.0/programs/signature/dict-in-out.pt2")]
    [InlineData("versions/2.8.0/programs/signature/dict-in-out.pt2")]
    [InlineData("versions/2.5.1/programs/signature/dict-in-out.pt2")]
    public void ModulesAndLine(string fixture)
    {
        var surface = new RecordingSurface();
        ExportedProgram program = ExportedProgram.Load(Fixtures.PathOf(fixture));
        program.Run(surface, program.Inputs.Select(input => (object?)input.Type).ToArray());
        Provenance first = surface.Calls[0].Value.Provenance;
        first.Modules.Select(call => call.Path).ShouldBe(["", "fc"]);
        first.Modules[0].ClassName.ShouldEndWith(".DictInOut");
        first.Modules[1].ClassName.ShouldBe("torch.nn.modules.linear.Linear");
        first.Line.ShouldNotBeNull().File.ShouldEndWith("programs.py");
        first.Line.Function.ShouldBe("forward");
        first.Line.Code.ShouldBe("y = self.fc(tokens)");
        first.Line.Line.ShouldBe(138);
    }

    [Theory]
    [InlineData("L__self__,,m.M;L__self___a,L['self'].a.0,m.B", "a.0", 0)]
    [InlineData("L__self__,,m.M;L__self___a,L['self'].layers[0].a,m.B", "layers.0.a", 0)]
    [InlineData("x,,m.M;x,L['self'].blocks['one'],m.B", "blocks.one", 0)]
    [InlineData("L__self__:(,m.M);L__self___a:(a.b,m.B)", "a.b", 0)]
    [InlineData("L__self__,,m.M;L__self__a@2,a,m.B", "a", 2)]
    public void PathsOfAllVersions(string stack, string path, int repetition)
    {
        var modules = NodeMetadata.ReadModules(stack);
        modules.Select(call => call.ClassName).ShouldBe(["m.M", "m.B"]);
        modules[^1].ShouldBe(new ModuleCall(path, "m.B", repetition));
    }

    [Fact]
    public void RepeatedCallsOfAModuleDiffer()
    {
        var surface = new RecordingSurface();
        ExportedProgram program = ExportedProgram.Load(Fixtures.PathOf("programs/weights/shared-and-tied.pt2"));
        program.Run(surface, program.Inputs.Select(input => (object?)input.Type).ToArray());
        ModuleCall[] repeated = [.. surface.Calls.Select(call => call.Value.Provenance.Modules[^1]).Where(call => call.Repetition > 0)];
        repeated.ShouldNotBeEmpty();
        repeated.ShouldAllBe(call => !call.Path.Contains('@'));
    }
}
