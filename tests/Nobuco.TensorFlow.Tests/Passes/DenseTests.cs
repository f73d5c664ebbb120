using Nobuco.TensorFlow.Passes.Fuse;
using static Nobuco.TensorFlow.Tests.Passes.RuleHarness;

namespace Nobuco.TensorFlow.Tests.Passes;

/// <summary>What goes into the weights of dense layers from both sides.</summary>
public sealed class DenseTests
{
    [Fact]
    public void AScaledAndShiftedInputBecomesPartOfEveryLayerThatReadsIt() => AssertRewrites<FuseAffineBeforeLayer>("""
        inputs x=%x
        %x : f32[n,6,4] = Placeholder()
        %gamma : f32[4] = Const() { value=dense<gamma> }
        %beta : f32[4] = Const() { value=dense<beta> }
        %y = Mul(%x, %gamma)
        %z = AddV2(%y, %beta)
        %v : f32[4,5] = Const() { value=dense<v> }
        %w : f32[4,3] = Const() { value=dense<w> }
        %a = Dense(%z, %v)
        %b = Dense(%z, %w)
        outputs a=%a, b=%b
        """, """
        %0 = Dense(x, c, c)
        %1 = Dense(x, c, c)
        outputs a=%0, b=%1
        """);

    [Fact]
    public void AScaledInputThatIsReadOtherwiseStays() => AssertUnchanged<FuseAffineBeforeLayer>("""
        inputs x=%x
        %x : f32[n,6,4] = Placeholder()
        %gamma : f32[4] = Const() { value=dense<gamma> }
        %y = Mul(%x, %gamma)
        %w : f32[4,3] = Const() { value=dense<w> }
        %a = Dense(%y, %w)
        %b = Tanh(%y)
        outputs a=%a, b=%b
        """);

    [Fact]
    public void SlicesOfArrangedFeaturesAreLayers() => AssertRewrites<FuseSliceIntoLayer>("""
        inputs x=%x
        %x : f32[n,7,4] = Placeholder()
        %w : f32[4,12] = Const() { value=dense<w> }
        %b : f32[12] = Const() { value=dense<b> }
        %y = Dense(%x, %w, %b) { activation=Relu }
        %z = Reshape(%y) { shape=[n, 7, 2, 3, 2] }
        %p = StridedSlice(%z) { begin=[0, 0, 0, 0, 0], end=[n, 7, 1, 3, 2], strides=[1, 1, 1, 1, 1] }
        %q = StridedSlice(%z) { begin=[0, 0, 1, 0, 1], end=[n, 7, 2, 3, 2], strides=[1, 1, 1, 2, 1] }
        outputs p=%p, q=%q
        """, """
        %0 = Dense(x, c, c) { activation=Relu }
        %1 = Reshape(%0) { shape=[n, 7, 1, 3, 2] }
        %2 = Dense(x, c, c) { activation=Relu }
        %3 = Reshape(%2) { shape=[n, 7, 1, 2, 1] }
        outputs p=%1, q=%3
        """);

    [Theory]
    [InlineData("StridedSlice(%y) { begin=[0, 0, 3], end=[n, 5, 8], strides=[1, 1, 1] }")] // a slice of places as well
    [InlineData("Tanh(%y)")] // what needs all features
    [InlineData("StridedSlice(%y) { begin=[0, 0, 2], end=[n, 7, 12], strides=[1, 1, 1] }")] // more than all features together
    public void SlicesOfALayerThatIsNeededWholeStay(string other) => AssertUnchanged<FuseSliceIntoLayer>($$"""
        inputs x=%x
        %x : f32[n,7,4] = Placeholder()
        %w : f32[4,12] = Const() { value=dense<w> }
        %y = Dense(%x, %w)
        %p = StridedSlice(%y) { begin=[0, 0, 0], end=[n, 7, 6], strides=[1, 1, 1] }
        %q = {{other}}
        outputs p=%p, q=%q
        """);
}
