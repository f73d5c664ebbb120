using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Passes.Simplify;
using Nobuco.TensorFlow.Passes.Transposes;
using static Nobuco.TensorFlow.Tests.Passes.RuleHarness;

namespace Nobuco.TensorFlow.Tests.Passes;

public sealed class TransposeTests
{
    private static readonly INodeRewrite[] _sink = [new FoldTranspose(), new SinkTranspose(), new SinkTransposesThroughElementwise(), new SinkTransposeThroughReshape()];

    [Fact]
    public void TransposesThatCancelVanish() => AssertRewrites<FoldTranspose>("""
        inputs x=%x
        %x : f32[n,7,6,3] = Placeholder()
        %a = Transpose(%x) { perm=[0, 3, 1, 2] }
        %b = Transpose(%a) { perm=[0, 2, 3, 1] }
        %c = Transpose(%a) { perm=[3, 2, 1, 0] }
        outputs y=%b, z=%c
        """, """
        %0 = Transpose(x) { perm=[2, 1, 3, 0] }
        outputs y=x, z=%0
        """);

    [Fact]
    public void TransposesAroundAChangeOfShapeMoveOnce() => AssertRewrites<FuseTransposesAroundReshape>("""
        inputs x=%x
        %x : f32[n,8,6,5] = Placeholder()
        %a = Transpose(%x) { perm=[2, 0, 3, 1] }
        %b = Reshape(%a) { shape=[6, n, 20, 2] }
        %c = Transpose(%b) { perm=[1, 2, 3, 0] }
        outputs y=%c
        """, """
        %0 = Reshape(x) { shape=[n, 48, 5] }
        %1 = Transpose(%0) { perm=[0, 2, 1] }
        %2 = Reshape(%1) { shape=[n, 20, 2, 6] }
        outputs y=%2
        """);

    [Fact]
    public void ChannelsBeforePlacesAreAProductFromTheLeft() => AssertRewrites<FoldTransposeIntoLayer>("""
        inputs x=%x
        %x : f32[n,7,6,4] = Placeholder()
        %w : f32[1,1,4,5] = Const() { value=dense<w> }
        %b : f32[5] = Const() { value=dense<b> }
        %a = Conv2D(%x, %w, %b) { strides=[1, 1], padding=Valid, dilations=[1, 1] }
        %p = Reshape(%a) { shape=[n, 42, 5] }
        %y = Transpose(%p) { perm=[0, 2, 1] }
        outputs y=%y
        """, """
        %0 = Reshape(x) { shape=[n, 42, 4] }
        %1 = BatchMatMulV2(c, %0) { adjY=true }
        %2 = AddV2(%1, c)
        outputs y=%2
        """);

    [Theory]
    [InlineData("3,3,4,5", "[1, 1]")] // looks at neighbours
    [InlineData("1,1,4,5", "[2, 2]")] // leaves places out
    [InlineData("1,1,2,6", "[1, 1]")] // two groups
    public void ChannelsOfOtherConvolutionsStayBehind(string filter, string strides) => AssertUnchanged<FoldTransposeIntoLayer>($$"""
        inputs x=%x
        %x : f32[n,7,6,4] = Placeholder()
        %w : f32[{{filter}}] = Const() { value=dense<w> }
        %a = Conv2D(%x, %w) { strides={{strides}}, padding=Same, dilations=[1, 1] }
        %p = Reshape(%a) { shape=[n, -1, {{filter[^1]}}] }
        %y = Transpose(%p) { perm=[0, 2, 1] }
        outputs y=%y
        """);

    [Theory]
    [InlineData("[6, n, 4, 10]", "[1, 2, 3, 0]")] // cuts through the five channels
    [InlineData("[3, 2, n, 5, 4, 2]", "[2, 3, 1, 0, 5, 4]")] // more axes than kernels transpose
    public void TransposesAroundOtherChangesOfShapeStay(string shape, string perm) => AssertUnchanged<FuseTransposesAroundReshape>($$"""
        inputs x=%x
        %x : f32[n,8,6,5] = Placeholder()
        %a = Transpose(%x) { perm=[2, 0, 3, 1] }
        %b = Reshape(%a) { shape={{shape}} }
        %c = Transpose(%b) { perm={{perm}} }
        outputs y=%c
        """);

    [Fact]
    public void MovingUnitAxesIsAReshape() => AssertRewrites<FoldTranspose>("""
        inputs x=%x
        %x : f32[n,1,1,3] = Placeholder()
        %a = Transpose(%x) { perm=[0, 3, 1, 2] }
        outputs y=%a
        """, """
        %0 = Reshape(x) { shape=[n, 3, 1, 1] }
        outputs y=%0
        """);

    [Theory]
    [InlineData("Tanh(%a)", "Tanh(x)", "[0, 3, 1, 2]")]
    [InlineData("Softmax(%a) { axis=1 }", "Softmax(x) { axis=3 }", "[0, 3, 1, 2]")]
    [InlineData("Mean(%a) { axes=[2], keepDims=true }", "Mean(x) { axes=[1], keepDims=true }", "[0, 3, 1, 2]")]
    [InlineData("Sum(%a) { axes=[2], keepDims=false }", "Sum(x) { axes=[1], keepDims=false }", "[0, 2, 1]")]
    [InlineData("Max(%a) { axes=[0, 2], keepDims=false }", "Max(x) { axes=[0, 1], keepDims=false }", "[1, 0]")]
    [InlineData("ArgMax(%a) { axis=1, dType=i32 }", "ArgMax(x) { axis=3, dType=i32 }", null)]
    [InlineData("Cumsum(%a) { axis=2, exclusive=true, reverse=false }", "Cumsum(x) { axis=1, exclusive=true, reverse=false }", "[0, 3, 1, 2]")]
    [InlineData("ReverseV2(%a) { axes=[1, 2] }", "ReverseV2(x) { axes=[1, 3] }", "[0, 3, 1, 2]")]
    [InlineData("StridedSlice(%a) { begin=[0, 1, 2, 0], end=[2, 3, 7, 6], strides=[1, 1, 2, 1] }", "StridedSlice(x) { begin=[0, 2, 0, 1], end=[2, 7, 6, 3], strides=[1, 2, 1, 1] }", "[0, 3, 1, 2]")]
    public void ATransposeSinks(string before, string after, string? perm) => AssertRewrites(_sink, $$"""
        inputs x=%x
        %x : f32[2,7,6,3] = Placeholder()
        %a = Transpose(%x) { perm=[0, 3, 1, 2] }
        %b = {{before}}
        outputs y=%b
        """, perm is null ? $"%0 = {after}\noutputs y=%0" : $$"""
        %0 = {{after}}
        %1 = Transpose(%0) { perm={{perm}} }
        outputs y=%1
        """);

    [Theory]
    [InlineData("Pad(%a) { before=[0, 1, 0, 0], after=[0, 0, 2, 0] }")]
    [InlineData("Softmax(%a) { axis=2 }")]
    [InlineData("LRN(%a) { depthRadius=1, bias=1, alpha=1, beta=0.5 }")]
    public void ATransposeDoesNotSinkToWhereMoreIsMovedOrAxesAreBound(string op) => AssertUnchanged<SinkTranspose>($$"""
        inputs x=%x
        %x : f32[2,7,6,3] = Placeholder()
        %a = Transpose(%x) { perm=[0, 3, 1, 2] }
        %b = {{op}}
        outputs y=%b
        """);

    [Fact]
    public void ATransposeThatOthersReadStays() => AssertUnchanged<SinkTranspose>("""
        inputs x=%x
        %x : f32[2,7,6,3] = Placeholder()
        %a = Transpose(%x) { perm=[0, 3, 1, 2] }
        %b = Tanh(%a)
        outputs y=%b, z=%a
        """);

    [Fact]
    public void SplitPartsAreTransposedInstead() => AssertRewrites(_sink, """
        inputs x=%x
        %x : f32[2,7,6,4] = Placeholder()
        %a = Transpose(%x) { perm=[0, 3, 1, 2] }
        %b, %c = Split(%a) { num=2, axis=1 }
        outputs y=%b, z=%c
        """, """
        %0, %1 = Split(x) { num=2, axis=3 }
        %2 = Transpose(%0) { perm=[0, 3, 1, 2] }
        %3 = Transpose(%1) { perm=[0, 3, 1, 2] }
        outputs y=%2, z=%3
        """);

    [Fact]
    public void OperandsTransposedAlikeShareOne() => AssertRewrites(_sink, """
        inputs x=%x, z=%z
        %x : f32[2,7,6,3] = Placeholder()
        %z : f32[2,7,6,3] = Placeholder()
        %c : f32[3,1,1] = Const() { value=[1, 2, 3] }
        %a = Transpose(%x) { perm=[0, 3, 1, 2] }
        %b = Sigmoid(%a)
        %d = Mul(%a, %b)
        %e = AddV2(%d, %c)
        %f = Transpose(%z) { perm=[0, 3, 1, 2] }
        %g = ConcatV2(%e, %f) { axis=1 }
        %h = Transpose(%g) { perm=[0, 2, 3, 1] }
        outputs y=%h
        """, """
        %0 = Sigmoid(x)
        %1 = Mul(x, %0)
        %2 = AddV2(%1, c)
        %3 = ConcatV2(%2, z) { axis=3 }
        outputs y=%3
        """);

    [Fact]
    public void ATransposeMovesToWhereLessIsMoved() => AssertRewrites<HoistTranspose>("""
        inputs x=%x
        %x : f32[2,7,3] = Placeholder()
        %a = Tile(%x) { multiples=[1, 2, 3] }
        %b = Transpose(%a) { perm=[0, 2, 1] }
        outputs y=%b
        """, """
        %0 = Transpose(x) { perm=[0, 2, 1] }
        %1 = Tile(%0) { multiples=[1, 3, 2] }
        outputs y=%1
        """);

    [Theory]
    [InlineData("[2, 3, 42]", "[2, 42, 3]", "[0, 2, 1]")]
    [InlineData("[6, 7, 6]", null, null)]
    [InlineData("[2, 3, 1, 7, 6]", null, null)]
    [InlineData("[2, 3, 14, 3]", "[2, 14, 3, 3]", "[0, 3, 1, 2]")]
    public void ATransposeSinksThroughAChangeOfShape(string shape, string? reshaped, string? perm) => AssertRewrites(_sink, $$"""
        inputs x=%x
        %x : f32[2,7,6,3] = Placeholder()
        %a = Transpose(%x) { perm=[0, 3, 1, 2] }
        %b = Reshape(%a) { shape={{shape}} }
        outputs y=%b
        """, reshaped is null ? $$"""
        %0 = Transpose(x) { perm=[0, 3, 1, 2] }
        %1 = Reshape(%0) { shape={{shape}} }
        outputs y=%1
        """ : $$"""
        %0 = Reshape(x) { shape={{reshaped}} }
        %1 = Transpose(%0) { perm={{perm}} }
        outputs y=%1
        """);

    [Fact]
    public void FlattenedAxesReorderTheRowsOfADenseKernel() => AssertRewrites<FoldTransposeIntoDense>("""
        inputs x=%x
        %x : f32[n,2,3,4] = Placeholder()
        %w : f32[24,5] = Const() { value=dense<w> }
        %b : f32[5] = Const() { value=dense<b> }
        %a = Transpose(%x) { perm=[0, 3, 1, 2] }
        %f = Reshape(%a) { shape=[n, 24] }
        %y = Dense(%f, %w, %b)
        outputs y=%y
        """, """
        %0 = Reshape(x) { shape=[n, 24] }
        %1 = Dense(%0, c, c)
        outputs y=%1
        """);

    [Fact]
    public void MatrixProductsTransposeTheirOperands() => AssertRewrites<FoldTransposeIntoMatMul>("""
        inputs x=%x, z=%z
        %x : f32[2,5,4] = Placeholder()
        %z : f32[2,3,5] = Placeholder()
        %a = Transpose(%x) { perm=[0, 2, 1] }
        %b = Transpose(%z) { perm=[0, 2, 1] }
        %y = BatchMatMulV2(%a, %b)
        outputs y=%y
        """, """
        %0 = BatchMatMulV2(x, z) { adjX=true, adjY=true }
        outputs y=%0
        """);

    [Fact]
    public void ConstantsAreTransposedAsViews() => AssertRewrites<FoldConstantView>("""
        inputs x=%x
        %x : f32[4,3] = Placeholder()
        %w : f32[3,4] = Const() { value=dense<w> }
        %a = Transpose(%w) { perm=[1, 0] }
        %y = AddV2(%x, %a)
        outputs y=%y
        """, """
        %0 = AddV2(x, c)
        outputs y=%0
        """);
}
