using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tests.Archives;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>What is known of a program besides its graph.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData("programs/signature/dict-in-out.pt2", "tokens,mask", "logits,pooled")]
    [InlineData("programs/signature/dict-in-out.core.pt2", "tokens,mask", "logits,pooled")]
    [InlineData("versions/2.5.1/programs/signature/dict-in-out.pt2", "tokens,mask", "logits,pooled")]
    [InlineData("programs/control/nested-cond.pt2", "x", "output_0")]
    [InlineData("ops/recurrent/lstm-initial-state.pt2", "x,h,c", "output_0,output_1,output_2")]
    [InlineData("versions/2.2.2/ops/dynamic/lstm.pt2", "args_0", "output_0,output_1.0,output_1.1")]
    [InlineData("versions/2.2.2/ops/recurrent/lstm-initial-state.pt2", "input_0,input_1,input_2", "output_0,output_1,output_2")]
    public void NamesAreTheUsers(string fixture, string inputs, string outputs)
    {
        ExportedProgram program = Load(fixture);
        string.Join(',', program.Inputs.Select(input => input.Name)).ShouldBe(inputs);
        string.Join(',', program.Outputs.Select(output => output.Name)).ShouldBe(outputs);
    }

    [Fact]
    public void StatesItsTypesAndVersions()
    {
        ExportedProgram program = Load("programs/signature/dict-in-out.pt2");
        program.TorchVersion.ShouldNotBeNull().ShouldStartWith("2.13");
        program.SchemaVersion.ShouldBe("8.20");
        program.Dialect.ShouldBe("TRAINING");
        program.Inputs[1].Type.ShouldNotBeNull().DType.ShouldBe(DType.Bool);
        program.Outputs[1].Type.ShouldBe(new TensorType(DType.Float32, [2, 3]));
        program.UnknownFields.Keys.ShouldContain("opset_version");
        program.OperatorCounts["aten.linear.default"].ShouldBe(1);
        Load("versions/2.2.2/ops/conv/conv2d-plain.pt2").Dialect.ShouldBe("ATEN");
    }

    [Theory]
    [InlineData("programs/signature/dict-in-out.pt2")]
    [InlineData("versions/2.8.0/programs/signature/dict-in-out.pt2")]
    [InlineData("versions/2.5.1/programs/signature/dict-in-out.pt2")]
    public void ExampleInputsAreThoseOfTheExport(string fixture)
    {
        ExportedProgram program = Load(fixture);
        IReadOnlyList<object?> examples = program.ExampleInputs.ShouldNotBeNull();
        GoldenSet golden = GoldenSet.Load(Fixtures.PathOf("programs/signature/dict-in-out.npz"))[0];
        Golden.Compare(golden.Inputs, [.. examples.Cast<Tensor>()], 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("versions/2.10.0/")]
    [InlineData("versions/2.8.0/")]
    [InlineData("versions/2.5.1/")]
    [InlineData("versions/2.2.2/")]
    public void WeightsAreReadOnlyViewsOfTheFile(string version)
    {
        ExportedProgram program = Load($"{version}ops/conv/conv2d-plain.pt2");
        program.Parameters.ShouldNotBeEmpty();
        foreach (Tensor tensor in program.Parameters.Values)
            tensor.Storage.IsWritable.ShouldBeFalse();
    }

    [Fact]
    public void TiedWeightsShareTheirStorage()
    {
        ExportedProgram program = Load("programs/weights/shared-and-tied.pt2");
        unsafe
        {
            program.Parameters.Values.Select(tensor => (nint)tensor.Address).Distinct().Count().ShouldBeLessThan(program.Parameters.Count);
        }
    }

    [Fact]
    public void SymbolsHaveRangesAndHints()
    {
        ExportedProgram program = Load("models/dynamic/unet-size.pt2");
        Dim[] sizes = [.. program.Inputs[0].Type!.Shape];
        string symbol = sizes[2].Symbols.Single();
        program.Symbols[symbol].Hint.ShouldNotBeNull();
        program.Symbols[symbol].Minimum.ShouldBe(8);
        program.Symbols[symbol].Maximum.ShouldBeNull();
    }

    [Fact]
    public void ModulesFormATree()
    {
        ModuleCall[] modules = [.. Load("models/plain/unet.pt2").Modules];
        modules[0].Path.ShouldBe("");
        modules.Select(module => module.Path).ShouldBeUnique();
        modules.ShouldContain(module => module.ClassName == "torch.nn.modules.conv.Conv2d");
    }

    /// <summary>Up to 2.7 infinities are bare words in the JSON.</summary>
    [Fact]
    public void BareInfinitiesAreRead()
    {
        byte[] bytes = ArchiveBuilder.From(Fixtures.PathOf("programs/signature/dict-in-out.pt2"))
            .ChangeText("models/model.json", json => json.Replace("\"as_float\": 0.0", "\"as_float\": -Infinity", StringComparison.Ordinal))
            .ToArray();
        bytes.AsSpan().IndexOf("-Infinity"u8).ShouldBeGreaterThan(0);
        var surface = new RecordingSurface();
        ExportedProgram program = ExportedProgram.Load(ArchiveBuilder.Storage(bytes), "model.pt2");
        program.Run(surface, program.ExampleInputs!);
        surface.Calls.Single(call => call.Operator.Name == "aten::masked_fill").Argument("value").ShouldBe(double.NegativeInfinity);
        program.Modules.Count.ShouldBe(Load("programs/signature/dict-in-out.pt2").Modules.Count);
    }

    [Fact]
    public void UnknownKindsOfArgumentsAndFieldsAreKept()
    {
        byte[] bytes = ArchiveBuilder.From(Fixtures.PathOf("programs/signature/dict-in-out.pt2"))
            .ChangeText("models/model.json", json => json
                .Replace("\"as_float\": 0.0", "\"as_quaternion\": [0, 1]", StringComparison.Ordinal)
                .Replace("\"guards_code\"", "\"new_field\": {\"a\": 1}, \"guards_code\"", StringComparison.Ordinal))
            .ToArray();
        ExportedProgram program = ExportedProgram.Load(ArchiveBuilder.Storage(bytes), "model.pt2");
        program.UnknownFields["new_field"].GetProperty("a").GetInt32().ShouldBe(1);
        Should.Throw<Nobuco.PyTorch.Archives.InvalidModelException>(() => program.Run(new RecordingSurface(), program.ExampleInputs!)).Message.ShouldContain("as_quaternion");
    }

    [Fact]
    public void UnknownOperatorsAreCalledWithWhatTheCallShows()
    {
        ExportedProgram program = Load("programs/custom/swish-gate.pt2");
        var surface = new RecordingSurface();
        program.Run(surface, program.ExampleInputs!);
        OperatorSchema schema = surface.Calls.Single(call => call.Operator.Name == "demo::swish_gate").Operator;
        schema.IsUnknown.ShouldBeTrue();
        schema.Arguments[0].ShouldBe(new SchemaArgument("x", new SchemaType(SchemaKind.Tensor), null, false, null, false));
        schema.Returns.Count.ShouldBe(1);
    }

    private static ExportedProgram Load(string fixture) => ExportedProgram.Load(Fixtures.PathOf(fixture));
}
