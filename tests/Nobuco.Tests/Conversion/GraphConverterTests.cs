using Nobuco.Conversion;
using Nobuco.Conversion.Modules;
using Nobuco.Conversion.Layout;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Tests.Conversion;

/// <summary>What a converter cannot do is a diagnostic that names it and its place.</summary>
public sealed class GraphConverterTests
{
    private readonly ProgramBuilder _program = new();

    [Fact]
    public void AnArgumentWithoutAParameterMustHaveItsDefault()
    {
        Converters converters = Converters.Default.Replace("aten::leaky_relu", MinimumTranspositions, (TfTensor self) => tf.LeakyRelu(self, 0.01f));
        Value x = _program.Input("x", 2, 3), y = _program.Call("aten::leaky_relu", [2, 3], x);
        Convert(converters, y).ShouldBeEmpty();

        Diagnostic problem = Convert(converters, _program.Call("aten::leaky_relu", [2, 3], y, ("negative_slope", 0.2))).Single();

        problem.Id.ShouldBe("NBC0102");
        problem.Message.ShouldContain("does not handle the argument negative_slope=0.2 of aten.leaky_relu.default.");
        (problem.ModulePath, problem.Line!.Line).ShouldBe(("layer1", 2));
    }

    [Fact]
    public void TheTypesOfResultsImplyArguments()
    {
        Value x = _program.Input("x", 2, 3);
        Convert(Converters.Default, _program.Call("aten::softmax.int", [2, 3], x, ("dim", 1L), ("dtype", DType.Float32))).ShouldBeEmpty();
    }

    [Fact]
    public void ASymbolicSizeIsNoNumber()
    {
        Dim size = Dim.Symbol("s");
        Value x = _program.Input("x", 1, 3, size, 4);
        Value y = _program.Call("aten::conv2d", [1, 2, size * 3, 4], x, ("weight", _program.Weight("w", 2, 3, 1, 1)), ("padding", (Seq<Dim>)[size, 0]));
        Diagnostic problem = Convert(Converters.Default, y).Single();
        (problem.Id, problem.Message).ShouldBe(("NBC0104", "aten.conv2d.default is given the symbolic size s where a number is needed."));
    }

    [Fact]
    public void AConverterThatThrowsIsNamed()
    {
        Converters converters = Converters.Default.Replace("aten::relu", ForcePyTorchOrder, (Func<TfTensor, TfTensor>)Throw);
        Diagnostic problem = Convert(converters, _program.Call("aten::relu", [2, 3], _program.Input("x", 2, 3))).Single();
        (problem.Id, problem.Message).ShouldBe(("NBC0103", "the converter of aten::relu failed on aten.relu.default: no idea"));

        static TfTensor Throw(TfTensor self) => throw new InvalidOperationException("no idea");
    }

    [Fact]
    public void AResultOfAnotherShapeOrTypeIsRefused()
    {
        Value x = _program.Input("x", 2, 3), y = _program.Call("aten::relu", [2, 3], x);
        Message((TfTensor self) => tf.Sum(self, [0], false)).ShouldContain("returned f32[3] where aten.relu.default gives f32[2,3].");
        Message((TfTensor self) => tf.Cast(self, DType.Int32)).ShouldContain("returned i32[2,3] where aten.relu.default gives f32[2,3].");
        Message((TfTensor self) => new[] { self, self }).ShouldContain("returned 2 tensors for the 1 of aten.relu.default.");

        string Message(Delegate converter)
        {
            Diagnostic problem = Convert(Converters.Default.Replace("aten::relu", MinimumTranspositions, converter), y).Single();
            problem.Id.ShouldBe("NBC0103");
            return problem.Message;
        }
    }

    [Fact]
    public void WhatTensorFlowCannotExpressSaysWhy()
    {
        Converters converters = Converters.Default.Replace("aten::relu", MinimumTranspositions, (ConverterCall call, TfTensor self) => call.Result.Rank > 1 ? throw call.NotExpressible("too deep.") : self);
        Diagnostic problem = Convert(converters, _program.Call("aten::relu", [2, 3], _program.Input("x", 2, 3))).Single();
        (problem.Id, problem.Message).ShouldBe(("NBC0105", "aten.relu.default: too deep."));
    }

    [Fact]
    public void AllProblemsAreFoundInOneRun()
    {
        Value x = _program.Input("x", 2, 3);
        Value y = _program.Call("aten::special_erfcx", [2, 3], x);
        Value z = _program.Call("aten::relu", [2, 3], y);
        Value w = _program.Call("aten::special_ndtri", [2, 3], z);

        IReadOnlyList<Diagnostic> problems = Convert(Converters.Default, w);

        problems.Select(problem => (problem.Id, problem.Message, problem.Line!.Line)).ShouldBe(
            [("NBC0101", "No converter for aten.special_erfcx.default.", 1), ("NBC0101", "No converter for aten.special_ndtri.default.", 3)]);
    }

    [Fact]
    public void NumbersInThePlaceOfTensorsTakeTheResultsType()
    {
        Value x = _program.Input("x", 2, 3);
        ConvertedGraph graph = GraphConverter.Convert(PreparedGraph.Of(_program.Build(_program.Call("aten::add.Scalar", [2, 3], x, ("other", 2L)))), Converters.Default, _anyOrder, _anyOrder, out _);
        graph.Graph.Nodes.Single(node => node.Op.Name == "Const").Output.Type.DType.ShouldBe(DType.Float32);
    }

    private static readonly PortChoice _anyOrder = new(ChannelOrder.PyTorch, new Dictionary<string, ChannelOrder>());

    private IReadOnlyList<Diagnostic> Convert(Converters converters, Value output)
    {
        _ = GraphConverter.Convert(PreparedGraph.Of(_program.Build(output)), converters, _anyOrder, _anyOrder, out IReadOnlyList<Diagnostic> problems);
        return problems;
    }
}
