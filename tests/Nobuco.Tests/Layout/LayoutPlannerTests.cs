using Nobuco.Conversion;
using Nobuco.Conversion.Layout;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Nobuco.Tests.Conversion;

namespace Nobuco.Tests.Layout;

/// <summary>Small programs: the orders of their inputs and outputs, and the bytes that are moved.</summary>
public sealed class LayoutPlannerTests
{
    private static readonly AxisOrder _pytorch = AxisOrder.Identity(4), _channelsLast = AxisOrder.ChannelsLast(4);
    private readonly ProgramBuilder _program = new();

    [Fact]
    public void AnImageStaysChannelsLastFromEndToEnd()
    {
        Value x = _program.Input("x", 1, 3, 8, 8);
        Value y = _program.Conv(_program.Call("aten::relu", [1, 4, 8, 8], _program.Conv(x, 4)), 5);

        LayoutPlan plan = Plan([y]);

        (plan.Inputs[x], plan.Outputs[0], plan.Cost).ShouldBe((_channelsLast, _channelsLast, 0));
    }

    [Fact]
    public void AnImageIsRecognisedThroughElementwiseOperators()
    {
        Value x = _program.Input("x", 1, 3, 8, 8);
        Value y = _program.Call("aten::tanh", [1, 4, 8, 8], _program.Conv(_program.Call("aten::neg", [1, 3, 8, 8], x), 4));

        LayoutPlan plan = Plan([y]);

        (plan.Inputs[x], plan.Outputs[0], plan.Cost).ShouldBe((_channelsLast, _channelsLast, 0));
    }

    [Fact]
    public void SequencesThatLinearLayersReadAreNoImages()
    {
        Value x = _program.Input("x", 2, 10, 16);
        Value y = _program.Call("aten::linear", [2, 10, 4], _program.Call("aten::relu", [2, 10, 16], x), ("weight", _program.Weight("w", 4, 16)));

        LayoutPlan plan = Plan([y]);

        (plan.Inputs[x].IsIdentity, plan.Outputs[0].IsIdentity, plan.Cost).ShouldBe((true, true, 0));
    }

    [Fact]
    public void KeepingPyTorchsOrderCostsOneTransposeAtEachEnd()
    {
        Value x = _program.Input("x", 1, 3, 8, 8);
        Value y = _program.Conv(x, 4);

        LayoutPlan plan = Plan([y], ChannelOrder.PyTorch);

        (plan.Inputs[x], plan.Outputs[0]).ShouldBe((_pytorch, _pytorch));
        plan.Cost.ShouldBe(4 * ((3 * 64) + (4 * 64)));
    }

    [Fact]
    public void AutoTakesWhatMovesNothing()
    {
        Value x = _program.Input("x", 1, 3, 8, 8), z = _program.Input("z", 2, 3, 4);
        Value y = _program.Conv(x, 4), w = _program.Call("aten::matmul", [2, 3, 3], z, ("other", _program.Weight("w", 4, 3)));

        LayoutPlan plan = Plan([y, w], ChannelOrder.Auto);

        plan.Cost.ShouldBe(0);
        (plan.Inputs[x], plan.Outputs[0]).ShouldBe((_channelsLast, _channelsLast));
        (plan.Inputs[z].IsIdentity, plan.Outputs[1].IsIdentity).ShouldBe((true, true));
    }

    [Fact]
    public void ANamedTensorIsChannelsLastWhateverReadsIt()
    {
        Value x = _program.Input("x", 2, 3, 4), y = _program.Call("aten::relu", [2, 3, 4], x);
        var named = new PortChoice(ChannelOrder.PyTorch, new Dictionary<string, ChannelOrder> { ["x"] = ChannelOrder.TensorFlow });

        LayoutPlanner.Plan(_program.Build(y), Find, named, All(ChannelOrder.PyTorch)).Inputs[x].ShouldBe(AxisOrder.ChannelsLast(3));
        LayoutPlanner.Plan(_program.Build(y), Find, All(ChannelOrder.TensorFlow), All(ChannelOrder.PyTorch)).Inputs[x].ShouldBe(AxisOrder.Identity(3));
    }

    [Fact]
    public void APermuteToChannelsLastIsARelabelling()
    {
        Value x = _program.Input("x", 1, 3, 8, 8), conv = _program.Conv(x, 4);
        Value last = _program.Call("aten::permute", [1, 8, 8, 4], conv, ("dims", (Seq<long>)[0, 2, 3, 1]));
        Value y = _program.Call("aten::linear", [1, 8, 8, 6], last, ("weight", _program.Weight("w", 6, 4)));

        LayoutPlan plan = Plan([y]);

        (plan.Inputs[x], plan.Outputs[0], plan.Cost).ShouldBe((_channelsLast, _pytorch, 0));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 4 * 4 * 9)]
    public void FlatteningMovesPixelsButNotASingleOne(long size, long bytes)
    {
        Value x = _program.Input("x", 1, 3, size, size);
        Value y = _program.Call("aten::flatten.using_ints", [1, 4 * size * size], _program.Conv(x, 4), ("start_dim", 1L));

        Plan([y]).Cost.ShouldBe(bytes);
    }

    [Fact]
    public void ReductionsAndConcatenationsRenumberTheirAxes()
    {
        Value x = _program.Input("x", 1, 3, 8, 8), conv = _program.Conv(x, 4);
        Value mean = _program.Call("aten::mean.dim", [1, 1, 8, 8], conv, ("dim", (Seq<long>)[1]), ("keepdim", true));
        Value joined = _program.Call("aten::cat", [1, 5, 8, 8], new Value?[] { conv, mean }, ("dim", 1L));

        LayoutPlan plan = Plan([_program.Conv(joined, 2)]);

        (plan.Inputs[x], plan.Outputs[0], plan.Cost).ShouldBe((_channelsLast, _channelsLast, 0));
    }

    [Fact]
    public void ElementwiseOperatorsHaveTwoOptionsAndConvolutionsOne()
    {
        Value x = _program.Input("x", 1, 3, 8, 8), conv = _program.Conv(x, 4), relu = _program.Call("aten::relu", [1, 4, 8, 8], conv);
        var finder = new OptionFinder(new TransposeCost(new Dictionary<string, SymbolRange>()));

        NodePlan forced = Plan(finder, conv), free = Plan(finder, relu);

        forced.Options.Single().Outputs.ShouldBe([_channelsLast]);
        forced.Options[0].Inputs.Single(input => input.Key.KeepsPyTorchOrder).Value.ShouldBe(_pytorch);
        free.Options.Select(option => option.Outputs[0]).ShouldBe([_channelsLast, _pytorch]);
        free.Options.ShouldAllBe(option => option.Cost == 0 && option.Inputs.Values.Single() == option.Outputs[0]);
    }

    [Fact]
    public void AConvertersOwnTransposesCount()
    {
        Value x = _program.Input("x", 1, 3, 4, 4), conv = _program.Conv(x, 4), flat = _program.Call("aten::flatten.using_ints", [1, 64], conv, ("start_dim", 1L));
        var finder = new OptionFinder(new TransposeCost(new Dictionary<string, SymbolRange>()));
        _ = Plan(finder, conv);

        Plan(finder, flat).Options.Select(option => option.Cost).ShouldBe([4 * 64, 0]);
    }

    private static NodePlan Plan(OptionFinder finder, Value result) => finder.Plan(result.Producer!, Find(result.Producer!)!);

    private static OperatorConverter? Find(Node node) => Converters.Default.Find(node.Operator);

    private static PortChoice All(ChannelOrder order) => new(order, new Dictionary<string, ChannelOrder>());

    private LayoutPlan Plan(IEnumerable<Value> outputs, ChannelOrder order = ChannelOrder.TensorFlow) =>
        LayoutPlanner.Plan(_program.Build(outputs), Find, All(order), All(order));
}
