using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;

namespace Nobuco.TensorFlow.Tests.Graph;

public sealed class ShapeInferenceTests
{
    [Theory]
    [InlineData("Conv2D(%x, %w) { strides=[2, 2], padding=Same, dilations=[1, 1] }", "f32[s0,h,w,8]", "f32[3,3,8,16]", "f32[s0,((h + 1)//(2)),((w + 1)//(2)),16]")]
    [InlineData("Conv2D(%x, %w) { strides=[2, 1], padding=Valid, dilations=[1, 2] }", "f32[1,h,w,8]", "f32[3,3,8,16]", "f32[1,((h + 1)//(2)) - 1,w - 4,16]")]
    [InlineData("AddV2(%x, %w)", "f32[n,1,3]", "f32[h,1]", "f32[n,h,3]")]
    [InlineData("ConcatV2(%x, %w) { axis=0 }", "f32[n,3]", "f32[m,3]", "f32[m + n,3]")]
    [InlineData("BatchMatMulV2(%x, %w) { adjY=true }", "f32[n,1,2,k]", "f32[4,m,k]", "f32[n,4,2,m]")]
    [InlineData("GatherV2(%x, %w) { axis=1 }", "f32[n,5,k]", "i64[m,2]", "f32[n,m,2,k]")]
    public void SymbolicSizesAreInferred(string operation, string x, string w, string expected) =>
        Parse(operation, x, w).Outputs[0].Value.Type.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("AddV2(%x, %w)", "f32[n,3]", "f32[m,4]", "AddV2: shapes [n, 3] and [m, 4] do not broadcast: 3 and 4 differ on axis 1.")]
    [InlineData("AddV2(%x, %w)", "f32[2]", "i32[2]", "AddV2: the element types of f32[2] and i32[2] differ.")]
    [InlineData("Exp(%x)", "i32[2]", "i32[2]", "Exp: i32[2] is not floating-point.")]
    [InlineData("Dense(%x, %w)", "f32[2,3]", "f32[4,5]", "Dense: the features of input and kernel differ: 3 and 4.")]
    [InlineData("Reshape(%x) { shape=[4] }", "f32[2,3]", "f32[]", "Reshape: f32[2,3] has 6 elements, [4] has 4.")]
    [InlineData("Squeeze(%x) { axes=[1] }", "f32[n,2]", "f32[]", "Squeeze: the size of axis 1 of f32[n,2] and 1 differ: 2 and 1.")]
    [InlineData("ConcatV2(%x, %w) { axis=0 }", "f32[2,3]", "f32[2,4]", "ConcatV2: f32[2,3] and f32[2,4] differ on other axes than 0.")]
    [InlineData("Softmax(%x) { axis=-1 }", "f32[2,3]", "f32[]", "Softmax: axis -1 is not in [0, 2).")]
    [InlineData("Split(%x) { num=2, axis=0 }", "f32[3]", "f32[]", "Split: axis 0 of f32[3] does not divide into 2 parts.")]
    [InlineData("MaxPool(%x) { kernelSize=[5, 5], strides=[1, 1], padding=Valid }", "f32[1,3,3,1]", "f32[]", "MaxPool: a window of 5 with dilation 1 does not fit size 3.")]
    [InlineData("StridedSlice(%x) { begin=[0], end=[4], strides=[1] }", "f32[3]", "f32[]", "StridedSlice: [0:4:1] is not a range of axis 0 with size 3.")]
    [InlineData("Conv2D(%x, %w) { strides=[1, 1], padding=Same, dilations=[1, 1] }", "f32[1,4,4,6]", "f32[1,1,4,8]", "Conv2D: 6 channels and 8 filters do not divide into groups of 4 channels.")]
    public void WhatDoesNotFitIsNamed(string operation, string x, string w, string message) =>
        Should.Throw<ShapeException>(() => Parse(operation, x, w)).Message.ShouldBe(message);

    private static TfGraph Parse(string operation, string x, string w) => TfGraphText.Parse($"""
        inputs x=%x, w=%w
        %x : {x} = Placeholder()
        %w : {w} = Placeholder()
        %y = {operation}
        outputs y=%y
        """);
}
