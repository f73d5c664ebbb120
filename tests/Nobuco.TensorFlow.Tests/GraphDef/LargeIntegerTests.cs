using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Targets.TfJs;
using Nobuco.Tensors;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>TensorFlow.js computes integers exactly that single precision does not hold.</summary>
public sealed class LargeIntegerTests
{
    private static readonly int[] s_x = [2147483647, -2147483647, 16777217, -16777217, 99999999, -99999999, 7, -7];
    private static readonly int[] s_y = [2, 2, 1, 3, -7, 7, -2, 2];

    /// <summary>WebAssembly divides integers as float32.</summary>
    private static readonly string[] s_divisions = ["RealDiv", "FloorDiv", "BitwiseAnd", "RightShift"];

    [NodeTheory]
    [InlineData("RealDiv(%x, %y)")]
    [InlineData("FloorDiv(%x, %y)")]
    [InlineData("FloorMod(%x, %y)")]
    [InlineData("TruncateMod(%x, %y)")]
    [InlineData("AddV2(%x, %y)")]
    [InlineData("Sub(%x, %y)")]
    [InlineData("Mul(%x, %y)")]
    [InlineData("Maximum(%x, %y)")]
    [InlineData("Minimum(%x, %y)")]
    [InlineData("Less(%x, %y)")]
    [InlineData("Equal(%x, %y)")]
    [InlineData("Abs(%x)")]
    [InlineData("Neg(%x)")]
    [InlineData("Sign(%x)")]
    [InlineData("Relu(%x)")]
    [InlineData("ClipByValue(%x) { min=-20000001, max=20000001 }")]
    [InlineData("Sum(%x) { axes=[0], keepDims=false }")]
    [InlineData("Max(%x) { axes=[0], keepDims=false }")]
    [InlineData("Min(%x) { axes=[0], keepDims=false }")]
    [InlineData("Cumsum(%x) { axis=0, exclusive=false, reverse=false }")]
    [InlineData("ReverseV2(%x) { axes=[0] }")]
    [InlineData("GatherV2(%x, %c) { axis=0 }")]
    [InlineData("Pad(%x) { before=[1], after=[2] }")]
    [InlineData("Tile(%x) { multiples=[2] }")]
    [InlineData("ConcatV2(%x, %y) { axis=0 }")]
    [InlineData("TopKV2(%x) { k=1 }")]
    [InlineData("Transpose(%m) { perm=[1, 0] }")]
    [InlineData("StridedSlice(%x) { begin=[1], end=[8], strides=[2] }")]
    [InlineData("SelectV2(%t, %x, %y)")]
    [InlineData("BitwiseAnd(%x, %y)")]
    [InlineData("RightShift(%x, %c)")]
    [InlineData("BroadcastTo(%x) { shape=[2, 8] }")]
    [InlineData("ScatterNd(%d, %x) { shape=[8] }")]
    [InlineData("TensorScatterUpdate(%y, %d, %x)")]
    [InlineData("SquaredDifference(%y, %c)")]
    [InlineData("Square(%y)")]
    public void AreExact(string operation)
    {
        using var folder = new WrittenFolder(new TfJsTarget(), $$"""
            inputs x=%x, y=%y
            %x : i32[8] = Placeholder()
            %y : i32[8] = Placeholder()
            %c : i32[8] = Const() { value=[0, 1, 2, 3, 4, 5, 6, 7] }
            %d = ExpandDims(%c) { axes=[1] }
            %m = Reshape(%x) { shape=[2, 4] }
            %t = Less(%c, %y)
            %z{{(operation.StartsWith("TopK", StringComparison.Ordinal) ? ", %i" : "")}} = {{operation}}
            outputs z=%z
            """);
        var inputs = new Dictionary<string, Tensor> { ["x"] = Tensor.From(s_x, 8), ["y"] = Tensor.From(s_y, 8) };
        int[] expected = TfExecutor.Run(folder.Graph, inputs)["z"].ToArray<int>();
        folder.RunOnTfJs(inputs)["z"].ToArray<int>().ShouldBe(expected);
        int[] onWasm = folder.RunOnTfJs(inputs, TfJsBackend.Wasm)["z"].ToArray<int>();
        if (s_divisions.Contains(operation.Split('(')[0]))
            onWasm.ShouldNotBe(expected);
        else
            onWasm.ShouldBe(expected);
    }
}
