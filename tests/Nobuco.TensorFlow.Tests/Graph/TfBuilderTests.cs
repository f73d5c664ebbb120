using FsCheck.Xunit;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Tests.Graph;

public sealed class TfBuilderTests
{
    private static readonly AxisOrder _channelsLast = AxisOrder.ChannelsLast(4);

    private static TfTensor Input(Seq<Dim> shape, AxisOrder? order = null, DType dtype = DType.Float32) =>
        tf.Placeholder(new TfType(dtype, shape), order ?? AxisOrder.Identity(shape.Count));

    private static string[] Operations(TfTensor x) => [.. new TfGraph([], [new("y", x.Value)]).Nodes.Select(n => n.Op.Name).Where(n => n is not (nameof(Placeholder) or nameof(Const)))];

    [Property(MaxTest = 300)]
    public void ElementwiseOperandsAreAlignedByLogicalAxes(int seed)
    {
        var random = new Random(seed);
        (Tensor a, TfTensor x) = Operand(random, isConstant: random.Next(3) == 0);
        (Tensor b, TfTensor y) = Operand(random, isConstant: random.Next(3) == 0);
        Tensor expected = Elementwise.Binary(BinaryKind.Subtract, a, b);

        TfTensor result = x - y;
        result.LogicalShape.ShouldBe([.. expected.Shape.Select(s => (Dim)s)]);
        var given = new Dictionary<TfValue, Tensor>();
        foreach ((Tensor tensor, TfTensor operand) in new[] { (a, x), (b, y) })
        {
            if (operand.Constant is null)
                given[operand.Value] = tensor.Permute(operand.Order.Permutation);
        }
        Tensor actual = TfExecutor.Evaluate([result.Value], given)[0];
        actual.Permute(result.Order.To(AxisOrder.Identity(result.Rank))).ToArray<float>().ShouldBe(expected.ToArray<float>());
    }

    /// <summary>A tensor of rank 0 to 5 whose last axes are 2, 3, 4, … or 1, and its counterpart in some order.</summary>
    private static (Tensor Logical, TfTensor Physical) Operand(Random random, bool isConstant)
    {
        int rank = random.Next(6);
        Seq<long> shape = [.. Enumerable.Range(0, rank).Select(i => random.Next(3) == 0 ? 1L : rank - i + 1)];
        var order = new AxisOrder([.. Enumerable.Range(0, rank).OrderBy(_ => random.Next())]);
        Tensor logical = Tensor.From([.. Enumerable.Range(0, (int)ShapeMath.Product(shape)).Select(_ => (float)random.Next(100))], shape.AsSpan());
        Tensor physical = logical.Permute(order.Permutation);
        return (logical, isConstant ? tf.Constant(physical).WithOrder(order) : Input([.. physical.Shape.Select(s => (Dim)s)], order));
    }

    [Fact]
    public void AConstantPerChannelIsAViewInChannelsLastOrder()
    {
        TfTensor x = Input([1, 8, 8, 3], _channelsLast);
        TfTensor scale = tf.Constant(Tensor.From([1f, 2, 3], 3, 1, 1), "bn.weight");
        TfTensor y = x * scale;
        y.Order.ShouldBe(_channelsLast);
        Operations(y).ShouldBe(["Mul"]);
        y.Value.Producer.Inputs[1].Producer.Op.ShouldBeOfType<Const>().QualifiedName.ShouldBe("bn.weight");
    }

    [Fact]
    public void OnlyUnitAxesThatMoveMakeAReshape()
    {
        TfTensor x = Input([1, 3, 8, 8]);
        Operations(tf.ToOrder(x, _channelsLast)).ShouldBe(["Transpose"]);
        Operations(tf.ToOrder(Input([5, 1, 8, 8]), _channelsLast)).ShouldBe(["Reshape"]);
        Operations(tf.ToOrder(Input([Dim.Symbol("n"), 3, 1, 1]), _channelsLast)).ShouldBe(["Reshape"]);
        Operations(tf.ToOrder(x, x.Order)).ShouldBeEmpty();
        tf.ToOrder(x, _channelsLast).Order.ShouldBe(_channelsLast);
    }

    [Fact]
    public void TheOrderIsThatOfTheFirstComputedOperandOfTheHighestRank()
    {
        TfTensor x = Input([2, 8, 8, 3], _channelsLast);
        (1 - x).Order.ShouldBe(_channelsLast);
        (tf.Constant(Tensor.Zeros(DType.Float32, [2, 3, 8, 8])) - x).Order.ShouldBe(_channelsLast);
        (Input([3, 1, 1]) + x).Order.ShouldBe(_channelsLast);
        (Input([2, 3, 8, 8]) + x).Order.IsIdentity.ShouldBeTrue();
    }

    [Fact]
    public void NumbersTakeTheTypeOfTheTensor()
    {
        (Input([2], dtype: DType.Int64) * 3).DType.ShouldBe(DType.Int64);
        (Input([2], dtype: DType.Float16) / 3).DType.ShouldBe(DType.Float16);
        tf.Maximum(Input([2], dtype: DType.Int32), 0).DType.ShouldBe(DType.Int32);
        tf.Minimum(Input([2], dtype: DType.Int64), long.MaxValue).Value.Producer.Inputs[1].Producer.Op.ShouldBeOfType<Const>().Value.ItemAsInt64().ShouldBe(long.MaxValue);
        Should.Throw<ArgumentException>(() => Input([2], dtype: DType.Int32) * 0.5).Message.ShouldStartWith("A tensor of int32 cannot hold 0.5.");
    }

    [Fact]
    public void ASymbolicSizeIsAnOperand() =>
        Operations(Input([2]) * tf.Size(Dim.Symbol("n"), DType.Float32)).ShouldBe(["Sizes", "Squeeze", "Mul"]);

    [Fact]
    public void WhatChangesNothingMakesNoNode()
    {
        TfTensor x = Input([1, 8, 8, 3], _channelsLast);
        TfTensor[] same =
        [
            tf.Transpose(x, [0, 1, 2, 3]), tf.Reshape(x, [1, 8, -1, 3]), tf.Pad(x, [0, 0, 0, 0], [0, 0, 0, 0]), tf.Tile(x, [1, 1, 1, 1]),
            tf.BroadcastTo(x, x.Shape), tf.Cast(x, DType.Float32), tf.Slice(x, 1, 0, 8), tf.Mean(x, []), tf.ConcatV2([x], 0), tf.Squeeze(x, []),
        ];
        same.ShouldAllBe(y => y.Value == x.Value);
    }

    [Fact]
    public void ConstantsAreViewed()
    {
        Tensor weight = Tensor.From(Enumerable.Range(0, 24).Select(i => (float)i).ToArray(), 2, 3, 4);
        TfTensor x = tf.Constant(weight);
        TfTensor[] views = [tf.Transpose(x, [2, 0, 1]), tf.Reshape(x, [6, -1]), tf.ExpandDims(x, [0, -1]), tf.Squeeze(tf.Reshape(x, [1, 24, 1]), [0, 2])];
        foreach (TfTensor view in views)
            view.Constant!.Storage.ShouldBeSameAs(weight.Storage);
        views.Select(v => v.Value.Type.Shape.ToString()).ShouldBe(["[4, 2, 3]", "[6, 4]", "[1, 2, 3, 4, 1]", "[24]"]);
    }

    [Fact]
    public void ReductionsKeepTheOrderOfWhatIsLeft()
    {
        TfTensor x = Input([5, 8, 9, 3], _channelsLast);
        TfTensor pooled = tf.Mean(x, [1, 2]);
        pooled.Order.IsIdentity.ShouldBeTrue();
        pooled.LogicalShape.ShouldBe([5, 3]);
        tf.Mean(x, [1]).LogicalShape.ShouldBe([5, 3, 9]);
        tf.Mean(x, [1, 2], keepDims: true).LogicalShape.ShouldBe([5, 3, 1, 1]);
        tf.ArgMax(x, x.Axis(2)).LogicalShape.ShouldBe([5, 3, 9]);
        tf.Unpack(x, 3, x.Axis(1))[0].LogicalShape.ShouldBe([5, 8, 9]);
    }

    [Fact]
    public void ConcatenationBringsAllToTheOrderOfTheFirst()
    {
        TfTensor x = Input([1, 8, 8, 3], _channelsLast), y = Input([1, 5, 8, 8]);
        TfTensor joined = tf.ConcatV2([x, y], x.Axis(1));
        joined.Order.ShouldBe(_channelsLast);
        joined.LogicalShape.ShouldBe([1, 8, 8, 8]);
        Operations(joined).ShouldBe(["Transpose", "ConcatV2"]);
    }
}
