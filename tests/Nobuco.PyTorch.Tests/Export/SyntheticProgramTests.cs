using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tests.Archives;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>Forms that the fixtures do not have: PyTorch 2.1, wrapping operators, loose argument types.</summary>
public sealed class SyntheticProgramTests
{
    private const string Meta = """{"dtype": 7, "sizes": [{"as_int": 2}], "strides": [{"as_int": 1}], "storage_offset": {"as_int": 0}}""";

    [Fact]
    public void PyTorch21()
    {
        // All alternatives of a union are written, tensor_values are wrapped, a hint is a number, the signature is dictionaries.
        const string sizes = """[{"as_expr": {"expr_str": "2*s0 + 1", "hint": 5}, "as_int": null}]""";
        const string meta = """{"meta": {"dtype": 7, "sizes": SIZES, "requires_grad": false, "strides": [{"as_int": 1}], "storage_offset": 0}}""";
        string json = """
            {"graph_module": {"graph": {
              "inputs": [{"as_tensor": {"name": "arg0_1"}, NONE}, {"as_tensor": {"name": "arg1_1"}, NONE}],
              "outputs": [{"as_tensor": {"name": "add"}, NONE}],
              "nodes": [{"target": "torch.ops.aten.add.Tensor", "inputs": [
                {"name": "self", "arg": {"as_tensor": {"name": "arg1_1"}, NONE}},
                {"name": "other", "arg": {"as_tensor": {"name": "arg0_1"}, NONE}},
                {"name": "alpha", "arg": {"as_int": 1, "as_none": null, "as_tensor": null}}],
                "outputs": [{"as_tensor": {"name": "add"}, NONE}], "metadata": {}}],
              "tensor_values": {"arg0_1": FIXED, "arg1_1": DYNAMIC, "add": DYNAMIC}, "sym_int_values": {}, "sym_bool_values": {"b": {"as_expr": "s0 > 1", "as_bool": null}}},
             "signature": {"inputs_to_parameters": {"arg0_1": "layer.bias"}, "inputs_to_buffers": {}, "user_inputs": ["arg1_1"], "user_outputs": ["add"],
               "buffers_to_mutate": {}, "backward_signature": null},
             "call_spec": {"in_spec": null, "out_spec": null}},
             "opset_version": {"aten": 10}, "range_constraints": {"s0": {"min_val": 2, "max_val": Infinity}}, "equality_constraints": [], "schema_version": 1}
            """
            .Replace("NONE", "\"as_int\": null, \"as_none\": null", StringComparison.Ordinal)
            .Replace("FIXED", meta.Replace("SIZES", """[{"as_int": 6, "as_expr": null}]""", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("DYNAMIC", meta.Replace("SIZES", sizes, StringComparison.Ordinal), StringComparison.Ordinal);
        byte[] pickle = new PickleBytes().Raw("}(").Text("layer.bias").Tensor("0", 6, 0, [6], [1]).Raw("u").ToArray();
        byte[] weights = new ArchiveBuilder().Add("archive/data.pkl", pickle).Add("archive/data/0", new byte[24]).ToArray();
        ExportedProgram program = Load(new ArchiveBuilder().Add("serialized_exported_program.json", json).Add("serialized_state_dict.json", weights).Add("version", "1"));
        program.Parameters["layer.bias"].Shape.ShouldBe(Seq.Create<long>([6]));
        program.Inputs.ShouldBe([new ProgramInput("input_0", new TensorType(DType.Float32, [DimParser.Parse("2*s0 + 1")]), null)]);
        program.Symbols["s0"].Minimum.ShouldBe(2);
        program.Symbols["s0"].Maximum.ShouldBeNull();
        program.SchemaVersion.ShouldBe("1");
        var surface = new RecordingSurface();
        program.Run(surface, [program.Inputs[0].Type]).Outputs.ShouldBe([program.Inputs[0].Type]);
        surface.Calls.Single().Operator.FullName.ShouldBe("aten.add.Tensor");
    }

    [Theory]
    [InlineData("torch.ops.higher_order.wrap_with_set_grad_enabled", """{"as_bool": false}; BODY; X""")]
    [InlineData("torch._higher_order_ops.wrap.wrap_with_set_grad_enabled", """{"as_bool": false}; BODY; X""")]
    [InlineData("torch.ops.higher_order.invoke_subgraph", """BODY; {"as_string": "f"}; X""")]
    [InlineData("torch.ops.higher_order.strict_mode", """BODY; {"as_tensors": [{"name": "x"}]}""")]
    [InlineData("torch.ops.higher_order.tag_activation_checkpoint", "BODY; X")]
    public void WrappersAreTheirGraph(string target, string arguments)
    {
        var surface = new RecordingSurface();
        Load(Program(Node(target, arguments, "relu"))).Run(surface, [new TensorType(DType.Float32, [2])]);
        surface.Calls.Select(call => call.Value.Name).ShouldBe(["inner"]);
    }

    [Fact]
    public void AutocastConvertsItsResults()
    {
        var surface = new RecordingSurface();
        string node = Node("torch.ops.higher_order.wrap_with_autocast", """{"as_string": "cpu"}; {"as_none": true}; {"as_bool": true}; {"as_none": true}; BODY; X""", "relu");
        Load(Program(node)).Run(surface, [new TensorType(DType.Float32, [2])]);
        surface.Calls.Select(call => call.Operator.FullName).ShouldBe(["aten.relu.default", "aten.to.dtype"]);
        surface.Calls[1].Argument("dtype").ShouldBe(DType.Float32);
    }

    [Fact]
    public void ControlFlowIsLeftToTheSurface()
    {
        var surface = new RecordingSurface();
        string node = Node("torch.ops.higher_order.cond", """{"as_bool": true}; BODY; BODY; {"as_tensors": [{"name": "x"}]}""", "relu");
        Load(Program(node)).Run(surface, [new TensorType(DType.Float32, [2])]);
        HigherOrderCall call = surface.HigherOrderCalls.Single();
        call.Operator.ShouldBe("cond");
        call.Bodies.Count.ShouldBe(2);
        call.Bodies[0].InputTypes.Single().ShouldBe(new TensorType(DType.Float32, [2]));
        call.Arguments[0].ShouldBe(true);
        call.Arguments[1].ShouldBeAssignableTo<IReadOnlyList<object?>>().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("aten.add.Tensor", """{"name": "self", "arg": X}, {"name": "other", "arg": {"as_int": 1}}""", "other", 1L)]
    [InlineData("aten.add.Tensor", """{"name": "self", "arg": X}, {"name": "other", "arg": {"as_sym_int": {"as_int": 3}}}""", "other", 3L)]
    [InlineData("aten.gelu.default", """{"name": "self", "arg": X}""", "approximate", "none")]
    [InlineData("aten.dropout.default", """{"name": "input", "arg": X}, {"name": "p", "arg": {"as_int": 1}}, {"name": "train", "arg": {"as_bool": false}}""", "p", 1.0)]
    [InlineData("aten.clamp.default", """{"name": "self", "arg": X}, {"name": "max", "arg": {"as_float": "Infinity"}}""", "max", double.PositiveInfinity)]
    [InlineData("aten.to.dtype", """{"name": "self", "arg": X}, {"name": "dtype", "arg": {"as_scalar_type": 13}}""", "dtype", DType.BFloat16)]
    [InlineData("aten.clone.default", """{"name": "self", "arg": X}, {"name": "memory_format", "arg": {"as_memory_format": 2}}""", "memory_format", MemoryFormat.ChannelsLast)]
    [InlineData("aten.zeros.default", """{"name": "size", "arg": {"as_ints": [2]}}, {"name": "device", "arg": {"as_device": {"type": "cpu", "index": null}}}""", "device", null)]
    public void ArgumentsAreOfTheSchemasTypes(string name, string arguments, string argument, object? expected) => Argument(name, arguments, argument).ShouldBe(expected);

    [Fact]
    public void ListsAreOfTheSchemasTypes()
    {
        Argument("aten.avg_pool2d.default", """{"name": "self", "arg": X}, {"name": "kernel_size", "arg": {"as_int": 3}}""", "kernel_size").ShouldBe(Seq.Create<long>([3, 3]));
        Argument("aten.view.default", """{"name": "self", "arg": X}, {"name": "size", "arg": {"as_ints": [-1]}}""", "size").ShouldBe(Seq.Create<Dim>([-1]));
        Argument("aten.view.default", """{"name": "self", "arg": X}, {"name": "size", "arg": {"as_sym_ints": [{"as_int": 2}]}}""", "size").ShouldBe(Seq.Create<Dim>([2]));
        Argument("aten.index.Tensor", """{"name": "self", "arg": X}, {"name": "indices", "arg": {"as_optional_tensors": [{"as_none": true}, {"as_tensor": {"name": "x"}}]}}""", "indices")
            .ShouldBeAssignableTo<IReadOnlyList<object?>>()!.Select(item => item is null).ShouldBe([true, false]);
    }

    private static object? Argument(string name, string arguments, string argument)
    {
        var surface = new RecordingSurface();
        string node = """{"target": "torch.ops.NAME", "inputs": [INPUTS], "outputs": [{"as_tensor": {"name": "relu"}}], "metadata": {}}"""
            .Replace("NAME", name, StringComparison.Ordinal)
            .Replace("INPUTS", arguments, StringComparison.Ordinal);
        Load(Program(node)).Run(surface, [new TensorType(DType.Float32, [2])]);
        return surface.Calls.Single().Argument(argument);
    }

    /// <param name="arguments">Separated by semicolons.</param>
    private static string Node(string target, string arguments, string output)
    {
        string inputs = string.Join(", ", arguments.Split("; ").Select(argument => $"{{\"name\": \"\", \"arg\": {argument}}}"));
        return """{"target": "TARGET", "inputs": [INPUTS], "outputs": [{"as_tensors": [{"name": "OUTPUT"}]}], "metadata": {}, "is_hop_single_tensor_return": false}"""
            .Replace("TARGET", target, StringComparison.Ordinal)
            .Replace("INPUTS", inputs, StringComparison.Ordinal)
            .Replace("OUTPUT", output, StringComparison.Ordinal);
    }

    /// <summary>A program of one node. X is its input, BODY a graph that calls relu.</summary>
    private static ArchiveBuilder Program(string node)
    {
        string json = """
            {"graph_module": {"graph": {"inputs": [X], "outputs": [{"as_tensor": {"name": "relu"}}], "nodes": [NODE], "tensor_values": {"x": META, "relu": META}},
             "signature": {"input_specs": [{"user_input": {"arg": X}}], "output_specs": [{"user_output": {"arg": {"as_tensor": {"name": "relu"}}}}]}},
             "schema_version": {"major": 8, "minor": 20}, "verifiers": ["TRAINING"]}
            """;
        const string body = """
            {"as_graph": {"name": "body", "graph": {"inputs": [{"as_tensor": {"name": "a"}}], "outputs": [{"as_tensor": {"name": "inner"}}], "nodes": [
              {"target": "torch.ops.aten.relu.default", "inputs": [{"name": "self", "arg": {"as_tensor": {"name": "a"}}}], "outputs": [{"as_tensor": {"name": "inner"}}],
               "metadata": {}, "name": "inner"}], "tensor_values": {"a": META, "inner": META}}}}
            """;
        json = json.Replace("NODE", node, StringComparison.Ordinal)
            .Replace("BODY", body, StringComparison.Ordinal)
            .Replace("META", Meta, StringComparison.Ordinal)
            .Replace("X", """{"as_tensor": {"name": "x"}}""", StringComparison.Ordinal);
        return new ArchiveBuilder().Add("m/archive_format", "pt2").Add("m/models/model.json", json);
    }

    private static ExportedProgram Load(ArchiveBuilder archive) => ExportedProgram.Load(archive.ToStorage(), "model.pt2");
}
