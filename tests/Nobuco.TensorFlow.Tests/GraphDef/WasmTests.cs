using Nobuco.TensorFlow.Targets.TfJs;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>What TensorFlow.js computes otherwise in WebAssembly than in JavaScript is written so that both compute the same.</summary>
public sealed class WasmTests
{
    [NodeTheory]
    [InlineData("GatherV2(f32[n,h,4], i64[n,w]) { axis=2, batchDims=1 }")]
    [InlineData("GatherV2(f32[n,4,h,2], i32[n,w]) { axis=1, batchDims=1 }")]
    [InlineData("GatherV2(f32[3,4,3], i32[3,4,w]) { axis=2, batchDims=2 }")]
    [InlineData("StridedSlice(i32[n,h,6]) { begin=[0, 1, 0], end=[n, h, 5], strides=[1, 1, 2] }")]
    [InlineData("StridedSlice(i32[n,6]) { begin=[n - 1, 5], end=[-1, 2], strides=[-1, -2] }")]
    [InlineData("StridedSlice(i64[n,7]) { begin=[0, 6], end=[n, 0], strides=[1, -3] }")]
    [InlineData("TensorStridedSliceUpdate(i32[n,6,w], i32[n,2,w - 1]) { begin=[0, 1, 1], end=[n, 4, w], strides=[1, 2, 1] }")]
    [InlineData("ClipByValue(i32[n]) { min=0, max=1 }")]
    [InlineData("ReluN1To1(i32[n])")]
    [InlineData("Neg(i32[n])")]
    [InlineData("Abs(i32[n])")]
    [InlineData("Cast(f32[n,2]) { dType=bool }")]
    [InlineData("Where(f32[n,h]) { count=u0 }")]
    [InlineData("OneHot(i32[n,h], f32[], f32[]) { depth=4, axis=2 }")]
    [InlineData("MaxPool(i32[n,h,w,3]) { kernelSize=[3, 2], strides=[2, 2], padding=Same }")]
    [InlineData("MaxPool3D(i32[n,h,4,w,3]) { kernelSize=[2, 2, 2], strides=[2, 2, 2], padding=Valid }")]
    [InlineData("DepthToSpace(i32[n,h,w,8]) { blockSize=2 }")]
    public void ComputesTheSame(string text)
    {
        using var folder = new WrittenFolder(new TfJsTarget(), Executor.OperationTests.Graph(text));
        foreach (Dictionary<string, long> sizes in Executor.OperationTests.Sizes)
        {
            var inputs = folder.Graph.Inputs.ToDictionary(static i => i.Name, i => Executor.OperationTests.Random(i.Value.Type, sizes));
            foreach (TfJsBackend backend in Enum.GetValues<TfJsBackend>())
                folder.Compare(inputs, folder.RunOnTfJs(inputs, backend), 1e-5);
        }
    }
}
