using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Passes.Simplify;
using static Nobuco.TensorFlow.Tests.Passes.RuleHarness;

namespace Nobuco.TensorFlow.Tests.Passes;

public sealed class SimplifyTests
{
    [Theory]
    [InlineData("AddV2(%x, %zero)")]
    [InlineData("AddV2(%zero, %x)")]
    [InlineData("Sub(%x, %zero)")]
    [InlineData("Mul(%ones, %x)")]
    [InlineData("RealDiv(%x, %ones)")]
    [InlineData("Cast(%x) { dType=f32 }")]
    [InlineData("Reshape(%x) { shape=[2, 3] }")]
    [InlineData("Pad(%x) { before=[0, 0], after=[0, 0] }")]
    [InlineData("StridedSlice(%x) { begin=[0, 0], end=[2, 3], strides=[1, 1] }")]
    [InlineData("ConcatV2(%x) { axis=0 }")]
    [InlineData("Tile(%x) { multiples=[1, 1] }")]
    public void WhatChangesNothingVanishes(string op) => AssertRewrites<EliminateIdentity>($$"""
        inputs x=%x
        %x : f32[2,3] = Placeholder()
        %zero : f32[] = Const() { value=[0] }
        %ones : f32[3] = Const() { value=[1, 1, 1] }
        %y = {{op}}
        outputs y=%y
        """, "outputs y=x");

    [Theory]
    [InlineData("SpaceToDepth")]
    [InlineData("DepthToSpace")]
    public void BlocksOfOnePixelVanish(string op) => AssertRewrites<EliminateIdentity>($$"""
        inputs x=%x
        %x : f32[1,2,3,4] = Placeholder()
        %y = {{op}}(%x) { blockSize=1 }
        outputs y=%y
        """, "outputs y=x");

    [Theory]
    [InlineData("Sub(%zero, %x)")]
    [InlineData("AddV2(%x, %wide)")]
    public void WhatOnlyLooksLikeItStays(string op) => AssertUnchanged<EliminateIdentity>($$"""
        inputs x=%x
        %x : f32[2,1] = Placeholder()
        %zero : f32[] = Const() { value=[0] }
        %wide : f32[3] = Const() { value=[0, 0, 0] }
        %y = {{op}}
        outputs y=%y
        """);

    [Fact]
    public void ConstantsAreComputed() => AssertRewrites<FoldConstant>("""
        inputs x=%x
        %x : f32[2,3] = Placeholder()
        %c : f32[3] = Const() { value=[1, 4, 9] }
        %a = Sqrt(%c)
        %b, %d, %e = Split(%a) { num=3, axis=0 }
        %f = AddV2(%b, %e)
        %y = Mul(%x, %f)
        outputs y=%y
        """, """
        %0 = Mul(x, c)
        outputs y=%0
        """);

    [Theory]
    [InlineData("Mul(%x, %two)", "Mul(%a, %three)", "Mul")]
    [InlineData("AddV2(%two, %x)", "AddV2(%a, %three)", "AddV2")]
    [InlineData("RealDiv(%x, %two)", "Mul(%a, %three)", "Mul")]
    [InlineData("RealDiv(%x, %two)", "RealDiv(%a, %three)", "RealDiv")]
    [InlineData("Mul(%x, %two)", "RealDiv(%a, %three)", "Mul")]
    public void ConstantsOneAfterTheOtherAreOne(string first, string second, string expected) => AssertRewrites([new FoldScalarArithmetic(), new FoldConstant()], $$"""
        inputs x=%x
        %x : f32[2,3] = Placeholder()
        %two : f32[] = Const() { value=[2] }
        %three : f32[3] = Const() { value=[3, 4, 5] }
        %a = {{first}}
        %y = {{second}}
        outputs y=%y
        """, $"%0 = {expected}(x, c)\noutputs y=%0");

    [Fact]
    public void ChangesOfShapeAreOne() => AssertRewrites<FuseReshapes>("""
        inputs x=%x
        %x : f32[n,1,6] = Placeholder()
        %a = Squeeze(%x) { axes=[1] }
        %b = Reshape(%a) { shape=[n, 2, 3] }
        %c = ExpandDims(%a) { axes=[1] }
        outputs y=%b, z=%c
        """, """
        %0 = Reshape(x) { shape=[n, 2, 3] }
        outputs y=%0, z=x
        """);

    [Fact]
    public void ReductionsAreOneAndDropTheirAxes() => AssertRewrites([new FuseReductions(), new FuseReshapeIntoReduction()], """
        inputs x=%x
        %x : f32[n,7,6,3] = Placeholder()
        %a = Mean(%x) { axes=[1], keepDims=true }
        %b = Mean(%a) { axes=[2], keepDims=true }
        %y = Reshape(%b) { shape=[n, 3] }
        outputs y=%y
        """, """
        %0 = Mean(x) { axes=[1, 2], keepDims=false }
        outputs y=%0
        """);

    [Fact]
    public void PowersHaveNames() => AssertRewrites<FusePowers>("""
        inputs x=%x, z=%z
        %x : f32[n,3] = Placeholder()
        %z : f32[n,3] = Placeholder()
        %one : f32[] = Const() { value=[1] }
        %a = Sub(%x, %z)
        %b = Mul(%a, %a)
        %c = AddV2(%b, %one)
        %d = Sqrt(%c)
        %e = RealDiv(%one, %d)
        outputs y=%e
        """, """
        %0 = SquaredDifference(x, z)
        %1 = AddV2(%0, c)
        %2 = Rsqrt(%1)
        outputs y=%2
        """);

    [Fact]
    public void OperandsAreBroadcastByTheOperation() => AssertRewrites<EliminateBroadcast>("""
        inputs x=%x, z=%z
        %x : f32[2,3] = Placeholder()
        %z : f32[3] = Placeholder()
        %b = BroadcastTo(%z) { shape=[2, 3] }
        %y = AddV2(%b, %x)
        outputs y=%y
        """, """
        %0 = AddV2(z, x)
        outputs y=%0
        """);

    [Theory]
    [InlineData("%a = Neg(%x)", "%b = Neg(%a)")]
    [InlineData("%a = DepthToSpace(%x) { blockSize=2 }", "%b = SpaceToDepth(%a) { blockSize=2 }")]
    [InlineData("%a, %c = Split(%x) { num=2, axis=3 }", "%b = ConcatV2(%a, %c) { axis=3 }")]
    [InlineData("%a, %c = Unpack(%x) { num=2, axis=2 }", "%b = Pack(%a, %c) { axis=2 }")]
    public void InversesVanish(string first, string second) => AssertRewrites<EliminateInversePair>($$"""
        inputs x=%x
        %x : f32[1,2,2,4] = Placeholder()
        {{first}}
        {{second}}
        outputs y=%b
        """, "outputs y=x");

    [Fact]
    public void TheSameIsComputedOnce()
    {
        TfGraph graph = TfGraphText.Parse("""
            inputs x=%x
            %x : f32[2,3] = Placeholder()
            %two : f32[] = Const() { value=[2] }
            %deux : f32[] = Const() { value=[2] }
            %a = Mul(%x, %two)
            %b = Mul(%x, %deux)
            %c = Tanh(%a)
            %d = Tanh(%b)
            %y = AddV2(%c, %d)
            outputs y=%y
            """);

        new FuseCommonSubexpressions().Run(graph, new RewriteLog());

        Operations(graph).ShouldBe("%0 = Mul(x, c)\n%1 = Tanh(%0)\n%2 = AddV2(%1, %1)\noutputs y=%2");
    }
}
