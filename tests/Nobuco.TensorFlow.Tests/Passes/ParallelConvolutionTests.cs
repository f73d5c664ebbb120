using Nobuco.TensorFlow.Passes.Fuse;
using Nobuco.TensorFlow.Passes.Fuse.Branches;
using static Nobuco.TensorFlow.Tests.Passes.RuleHarness;

namespace Nobuco.TensorFlow.Tests.Passes;

public sealed class ParallelConvolutionTests
{
    [Fact]
    public void ParallelConvolutionsAndTheInputAreOneConvolution() => AssertRewrites([new FuseAffineIntoLayer(), new FuseParallelConvolutions(), new FuseActivation(), new FusePadIntoConvolution()], $$"""
        inputs x=%x
        %x : f32[n,7,6,4] = Placeholder()
        %u : f32[3,3,4,4] = Const() { value=dense<u> }
        %v : f32[1,1,4,4] = Const() { value=dense<v> }
        %bias : f32[4] = Const() { value=dense<bias> }
        {{FuseTests.Statistics}}
        %p = Pad(%x) { before=[0, 1, 1, 0], after=[0, 1, 1, 0] }
        %a = Conv2D(%p, %u) { strides=[1, 1], padding=Valid, dilations=[1, 1] }
        %b = Conv2D(%x, %v, %bias) { strides=[1, 1], padding=Valid, dilations=[1, 1] }
        %c = BatchNormalization(%x, %gamma, %beta, %mean, %var) { epsilon=0.001, axis=3 }
        %d = BatchNormalization(%a, %gamma, %beta, %mean, %var) { epsilon=0.001, axis=3 }
        %e = AddV2(%c, %b)
        %f = AddV2(%e, %d)
        %g = AddV2(%f, %x)
        %y = Relu(%g)
        outputs y=%y
        """, """
        %0 = Conv2D(x, c, c) { strides=[1, 1], padding=Same, dilations=[1, 1], activation=Relu }
        outputs y=%0
        """);

    [Theory]
    [InlineData("f32[n,8,8,4]")]
    [InlineData("f32[n,2*h,2*w,4]")]
    public void ParallelConvolutionsWithStridesKeepTheirPadding(string type) => AssertRewrites<FuseParallelConvolutions>($$"""
        inputs x=%x
        %x : {{type}} = Placeholder()
        %u : f32[3,3,4,5] = Const() { value=dense<u> }
        %v : f32[1,1,4,5] = Const() { value=dense<v> }
        %p = Pad(%x) { before=[0, 1, 1, 0], after=[0, 1, 1, 0] }
        %a = Conv2D(%p, %u) { strides=[2, 2], padding=Valid, dilations=[1, 1] }
        %b = Conv2D(%x, %v) { strides=[2, 2], padding=Valid, dilations=[1, 1] }
        %y = AddV2(%a, %b)
        outputs y=%y
        """, """
        %0 = Pad(x) { before=[0, 1, 1, 0], after=[0, 0, 0, 0] }
        %1 = Conv2D(%0, c) { strides=[2, 2], padding=Valid, dilations=[1, 1] }
        outputs y=%1
        """);

    [Fact]
    public void ParallelDepthwiseConvolutionsAreOne() => AssertRewrites<FuseParallelConvolutions>("""
        inputs x=%x
        %x : f32[n,7,6,4] = Placeholder()
        %u : f32[3,3,4,1] = Const() { value=dense<u> }
        %v : f32[1,1,4,1] = Const() { value=dense<v> }
        %b : f32[4] = Const() { value=dense<b> }
        %a = DepthwiseConv2dNative(%x, %u) { strides=[1, 1], padding=Same, dilations=[1, 1] }
        %c = DepthwiseConv2dNative(%x, %v, %b) { strides=[1, 1], padding=Same, dilations=[1, 1] }
        %d = AddV2(%a, %c)
        %y = AddV2(%x, %d)
        outputs y=%y
        """, """
        %0 = Pad(x) { before=[0, 1, 1, 0], after=[0, 1, 1, 0] }
        %1 = DepthwiseConv2dNative(%0, c, c) { strides=[1, 1], padding=Valid, dilations=[1, 1] }
        outputs y=%1
        """);

    [Fact]
    public void GroupedConvolutionsAndTheInputAreOne() => AssertRewrites([new FuseParallelConvolutions(), new FusePadIntoConvolution()], """
        inputs x=%x
        %x : f32[n,7,6,4] = Placeholder()
        %u : f32[3,3,2,4] = Const() { value=dense<u> }
        %a = Conv2D(%x, %u) { strides=[1, 1], padding=Same, dilations=[2, 2] }
        %y = AddV2(%x, %a)
        outputs y=%y
        """, """
        %0 = Conv2D(x, c) { strides=[1, 1], padding=Same, dilations=[2, 2] }
        outputs y=%0
        """);
}
