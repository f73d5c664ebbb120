using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.SavedModel;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>What TensorFlow's kernels refuse, or compute otherwise, though they take the types.</summary>
public sealed class KernelLimitTests
{
    private static readonly long[] s_amounts = [-1, 0, 1, 7, 8, 15, 16, 31, 32, 63, 64, 100];

    [Theory]
    [InlineData("LeftShift")]
    [InlineData("RightShift")]
    public void AmountsShiftAllBitsOut(string operation)
    {
        foreach (string type in new[] { "u8", "i8", "i16", "i32", "i64" })
        {
            using var folder = new WrittenFolder(new SavedModelTarget(), $$"""
                inputs x=%x, y=%y
                %x : {{type}}[12] = Placeholder()
                %y : {{type}}[12] = Placeholder()
                %z = {{operation}}(%x, %y)
                outputs z=%z
                """);
            DType dtype = folder.Graph.Inputs[0].Value.Type.DType;
            foreach (long x in new[] { 1L, -1, 77, -77 })
            {
                var inputs = new Dictionary<string, Tensor> { ["x"] = Tensor.From(Enumerable.Repeat(x, 12).ToArray(), 12).Cast(dtype), ["y"] = Tensor.From(s_amounts, 12).Cast(dtype) };
                folder.Compare(inputs, folder.Run(inputs), 0);
                AsTensorFlow(folder, inputs).ShouldBe(TfExecutor.Run(folder.Graph, inputs)["z"].ToArray<long>());
            }
        }
    }

    /// <summary>No kernel takes more than five axes along which operands repeat in turn.</summary>
    [Theory]
    [InlineData("AddV2(%x, %y)")]
    [InlineData("Less(%x, %y)")]
    [InlineData("BroadcastTo(%x) { shape=[2, 3, 2, 3, 2, n] }")]
    public void BroadcastingIsToFiveAxes(string operation)
    {
        using var folder = new WrittenFolder(new SavedModelTarget(), $$"""
            inputs x=%x, y=%y
            %x : f32[2,1,2,1,2,1] = Placeholder()
            %y : f32[1,3,1,3,1,n] = Placeholder()
            %z = {{operation}}
            outputs z=%z
            """);
        var sizes = new Dictionary<string, long> { ["n"] = 4 };
        Dictionary<string, Tensor> inputs = folder.Graph.Inputs.ToDictionary(static i => i.Name, i => Executor.OperationTests.Random(i.Value.Type, sizes));
        folder.Compare(inputs, folder.Run(inputs), 0);
        folder.Read(inputs).Nodes.Where(static n => n.Op is BroadcastTo or BinaryOp).ShouldAllBe(node => Turns(node) <= 5);
    }

    /// <summary>How often the operands that repeat change from one axis to the next, axes of size 1 not counted; from the sizes of a static graph.</summary>
    private static int Turns(TfNode node)
    {
        Seq<Dim> shape = node.Output.Type.Shape;
        string[] repeats = [.. Enumerable.Range(1, shape.Count).Where(i => shape[^i] != Dim.One)
            .Select(i => string.Concat(node.Inputs.Take(node.Op is BroadcastTo ? 1 : 2).Select(x => i > x.Type.Rank || x.Type.Shape[^i] != shape[^i] ? '1' : '0')))];
        return repeats.Length == 0 ? 0 : 1 + repeats.Zip(repeats.Skip(1)).Count(static pair => pair.First != pair.Second);
    }

    /// <summary>The result where shifts clamp their amounts, as TensorFlow's do.</summary>
    private static long[] AsTensorFlow(WrittenFolder folder, Dictionary<string, Tensor> inputs)
    {
        TfGraph read = folder.Read(inputs);
        foreach (TfNode shift in read.Nodes.Where(static n => n.Op is LeftShift or RightShift).ToArray())
        {
            long largest = (8 * shift.Output.Type.DType.Size()) - 1;
            var amounts = new TfTensor(shift.Inputs[1]);
            TfTensor clamped = tf.Minimum(tf.Maximum(amounts, 0L), largest);
            read.ReplaceUses(shift.Output, tf.Make(shift.Op, new TfTensor(shift.Inputs[0]), clamped).Value);
        }
        return TfExecutor.Run(read, inputs)["z"].ToArray<long>();
    }
}
