using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Passes.Fuse;
using static Nobuco.TensorFlow.Tests.Passes.RuleHarness;

namespace Nobuco.TensorFlow.Tests.Passes;

public sealed class FuseTests
{
    internal const string Statistics = """
        %gamma : f32[4] = Const() { value=dense<gamma> }
        %beta : f32[4] = Const() { value=dense<beta> }
        %mean : f32[4] = Const() { value=dense<mean> }
        %var : f32[4] = Const() { value=dense<var> }
        """;

    [Fact]
    public void BatchNormalizationBecomesPartOfAConvolution() => AssertRewrites<FuseAffineIntoLayer>($$"""
        inputs x=%x
        %x : f32[n,7,6,3] = Placeholder()
        %w : f32[3,2,3,4] = Const() { value=dense<w> }
        %y = Conv2D(%x, %w) { strides=[1, 2], padding=Same, dilations=[1, 1] }
        {{Statistics}}
        %z = BatchNormalization(%y, %gamma, %beta, %mean, %var) { epsilon=0.001, axis=3 }
        outputs y=%z
        """, """
        %0 = Conv2D(x, c, c) { strides=[1, 2], padding=Same, dilations=[1, 1] }
        outputs y=%0
        """);

    [Fact]
    public void BatchNormalizationBecomesPartOfADepthwiseConvolution() => AssertRewrites<FuseAffineIntoLayer>($$"""
        inputs x=%x
        %x : f32[2,7,6,2] = Placeholder()
        %w : f32[3,2,2,2] = Const() { value=dense<w> }
        %b : f32[4] = Const() { value=dense<b> }
        %y = DepthwiseConv2dNative(%x, %w, %b) { strides=[1, 1], padding=Valid, dilations=[1, 1] }
        {{Statistics}}
        %z = BatchNormalization(%y, %gamma, %beta, %mean, %var) { epsilon=0.001, axis=3 }
        outputs y=%z
        """, """
        %0 = DepthwiseConv2dNative(x, c, c) { strides=[1, 1], padding=Valid, dilations=[1, 1] }
        outputs y=%0
        """);

    [Fact]
    public void BatchNormalizationBecomesPartOfATransposedConvolution() => AssertRewrites<FuseAffineIntoLayer>($$"""
        inputs x=%x
        %x : f32[2,3,3,5] = Placeholder()
        %w : f32[2,2,4,5] = Const() { value=dense<w> }
        %y = Conv2DBackpropInput(%x, %w) { strides=[2, 2], padding=Valid, outputShape=[2, 6, 6, 4] }
        {{Statistics}}
        %z = BatchNormalization(%y, %gamma, %beta, %mean, %var) { epsilon=0.001, axis=3 }
        outputs y=%z
        """, """
        %0 = Conv2DBackpropInput(x, c, c) { strides=[2, 2], padding=Valid, outputShape=[2, 6, 6, 4] }
        outputs y=%0
        """);

    [Theory]
    [InlineData("AddV2(%y, %c)")]
    [InlineData("AddV2(%c, %y)")]
    [InlineData("Sub(%y, %c)")]
    [InlineData("Sub(%c, %y)")]
    [InlineData("Mul(%c, %y)")]
    [InlineData("RealDiv(%y, %c)")]
    public void ArithmeticPerChannelBecomesPartOfADenseLayer(string arithmetic) => AssertRewrites<FuseAffineIntoLayer>($$"""
        inputs x=%x
        %x : f32[n,3] = Placeholder()
        %w : f32[3,4] = Const() { value=dense<w> }
        %b : f32[4] = Const() { value=dense<b> }
        %y = Dense(%x, %w, %b)
        %c : f32[1,4] = Const() { value=[0.5, -2, 3, 0.1] }
        %z = {{arithmetic}} { activation=Relu }
        outputs y=%z
        """, """
        %0 = Dense(x, c, c) { activation=Relu }
        outputs y=%0
        """);

    [Fact]
    public void ALayerThatIsReadTwiceStays() => AssertUnchanged<FuseAffineIntoLayer>("""
        inputs x=%x
        %x : f32[n,3] = Placeholder()
        %w : f32[3,4] = Const() { value=dense<w> }
        %y = Dense(%x, %w)
        %c : f32[] = Const() { value=[2] }
        %z = Mul(%y, %c)
        outputs y=%y, z=%z
        """);

    [Fact]
    public void AScaledAndShiftedInputBecomesPartOfAnUnpaddedConvolution() => AssertRewrites<FuseAffineBeforeLayer>("""
        inputs x=%x
        %x : f32[n,7,6,4] = Placeholder()
        %gamma : f32[4] = Const() { value=dense<gamma> }
        %beta : f32[4] = Const() { value=dense<beta> }
        %y = Mul(%x, %gamma)
        %z = AddV2(%y, %beta)
        %w : f32[3,2,4,5] = Const() { value=dense<w> }
        %v = Conv2D(%z, %w) { strides=[1, 1], padding=Valid, dilations=[1, 1], activation=Relu }
        outputs y=%v
        """, """
        %0 = Conv2D(x, c, c) { strides=[1, 1], padding=Valid, dilations=[1, 1], activation=Relu }
        outputs y=%0
        """);

    [Fact]
    public void AShiftedInputOfAPaddedConvolutionStays() => AssertUnchanged<FuseAffineBeforeLayer>("""
        inputs x=%x
        %x : f32[n,7,6,4] = Placeholder()
        %c : f32[] = Const() { value=[2] }
        %y = AddV2(%x, %c)
        %w : f32[3,2,4,5] = Const() { value=dense<w> }
        %v = Conv2D(%y, %w) { strides=[1, 1], padding=Same, dilations=[1, 1] }
        outputs y=%v
        """);

    [Fact]
    public void AFactorOfAGateBecomesPartOfTheConvolutionBehindIt() => AssertRewrites<FuseFactorBeforeLayer>("""
        inputs x=%x, g=%g
        %x : f32[n,7,6,4] = Placeholder()
        %g : f32[n,1,1,4] = Placeholder()
        %c : f32[] = Const() { value=[0.16666667] }
        %a = Mul(%g, %c)
        %b = Mul(%a, %x)
        %w : f32[1,1,4,5] = Const() { value=dense<w> }
        %y = Conv2D(%b, %w) { strides=[1, 1], padding=Same, dilations=[1, 1], activation=Relu }
        outputs y=%y
        """, """
        %0 = Mul(g, x)
        %1 = Conv2D(%0, c) { strides=[1, 1], padding=Same, dilations=[1, 1], activation=Relu }
        outputs y=%1
        """);

    [Fact]
    public void AConvolutionOfOnePixelIsADenseLayer() => AssertRewrites<FusePointConvolution>("""
        inputs x=%x
        %x : f32[n,1,1,4] = Placeholder()
        %w : f32[1,1,4,5] = Const() { value=dense<w> }
        %b : f32[5] = Const() { value=dense<b> }
        %a = Conv2D(%x, %w, %b) { strides=[1, 1], padding=Valid, dilations=[1, 1], activation=Relu }
        %y = Reshape(%a) { shape=[n, 5] }
        outputs y=%y
        """, """
        %0 = Reshape(x) { shape=[n, 4] }
        %1 = Squeeze(c) { axes=[0, 1] }
        %2 = Dense(%0, %1, c) { activation=Relu }
        outputs y=%2
        """);

    [Theory]
    [InlineData("f32[n,h,w,2]", "[0, 1, 1, 0], after=[0, 1, 1, 0]", "[1, 1]")]
    [InlineData("f32[n,7,7,2]", "[0, 1, 1, 0], after=[0, 1, 1, 0]", "[2, 2]")]
    [InlineData("f32[n,8,8,2]", "[0, 0, 0, 0], after=[0, 1, 1, 0]", "[2, 2]")]
    [InlineData("f32[n,2*h,4*w,2]", "[0, 0, 0, 0], after=[0, 1, 1, 0]", "[2, 2]")]
    public void PaddingAsSameMovesIntoAConvolution(string type, string before, string strides) => AssertRewrites<FusePadIntoConvolution>($$"""
        inputs x=%x
        %x : {{type}} = Placeholder()
        %p = Pad(%x) { before={{before}} }
        %w : f32[3,3,2,4] = Const() { value=dense<w> }
        %v = Conv2D(%p, %w) { strides={{strides}}, padding=Valid, dilations=[1, 1] }
        outputs y=%v
        """, $$"""
        %0 = Conv2D(x, c) { strides={{strides}}, padding=Same, dilations=[1, 1] }
        outputs y=%0
        """);

    [Theory]
    [InlineData("f32[n,8,8,2]", "[0, 1, 1, 0], after=[0, 1, 1, 0]", "[2, 2]")]
    [InlineData("f32[n,h,w,2]", "[0, 1, 1, 0], after=[0, 1, 1, 0]", "[2, 2]")]
    [InlineData("f32[n,8,8,2]", "[0, 2, 0, 0], after=[0, 0, 2, 0]", "[1, 1]")]
    public void OtherPaddingStays(string type, string before, string strides) => AssertUnchanged<FusePadIntoConvolution>($$"""
        inputs x=%x
        %x : {{type}} = Placeholder()
        %p = Pad(%x) { before={{before}} }
        %w : f32[3,3,2,4] = Const() { value=dense<w> }
        %v = Conv2D(%p, %w) { strides={{strides}}, padding=Valid, dilations=[1, 1] }
        outputs y=%v
        """);

    [Theory]
    [InlineData("%p = PadV2(%x, %m)")]
    [InlineData("%r = Relu(%x)\n%p = Pad(%r)")]
    public void PaddingThatNeverWinsMovesIntoAMaximum(string padding)
    {
        string text = $$"""
            inputs x=%x
            %x : f32[n,7,7,2] = Placeholder()
            %m : f32[] = Const() { value=[-inf] }
            {{padding}} { before=[0, 1, 1, 0], after=[0, 1, 1, 0] }
            %v = MaxPool(%p) { kernelSize=[3, 3], strides=[2, 2], padding=Valid }
            outputs y=%v
            """;
        string relu = padding.Contains("Relu", StringComparison.Ordinal) ? "%0 = Relu(x)\n" : "";
        string pool = relu.Length > 0 ? "%1 = MaxPool(%0)" : "%0 = MaxPool(x)";
        AssertRewrites<FusePadIntoMaxPool>(text, $"{relu}{pool} {{ kernelSize=[3, 3], strides=[2, 2], padding=Same }}\noutputs y={pool[..2]}");
    }

    [Fact]
    public void WhatIsNotNegativeIsPaddedWithZerosBeforeAMaximum() => AssertRewrites<FusePadIntoMaxPool>(
        """
        inputs x=%x
        %x : f32[n,8,8,2] = Placeholder()
        %m : f32[] = Const() { value=[-inf] }
        %r = Relu(%x)
        %p = PadV2(%r, %m) { before=[0, 1, 1, 0], after=[0, 1, 1, 0] }
        %v = MaxPool(%p) { kernelSize=[3, 3], strides=[2, 2], padding=Valid }
        outputs y=%v
        """,
        """
        %0 = Relu(x)
        %1 = Pad(%0) { before=[0, 1, 1, 0], after=[0, 1, 1, 0] }
        %2 = MaxPool(%1) { kernelSize=[3, 3], strides=[2, 2], padding=Valid }
        outputs y=%2
        """);

    [Theory]
    [InlineData("Minimum(%a, %six)", "Relu6(x)")]
    [InlineData("ClipByValue(%x) { min=-1, max=1 }", "ReluN1To1(x)")]
    [InlineData("ClipByValue(%a) { min=-3, max=2 }", "ClipByValue(x) { min=0, max=2 }")]
    public void ClipsAreOneOperation(string last, string expected) => AssertRewrites<FuseClip>($$"""
        inputs x=%x
        %x : f32[n,7] = Placeholder()
        %zero : f32[] = Const() { value=[0] }
        %six : f32[] = Const() { value=[6] }
        %a = Maximum(%x, %zero)
        %y = {{last}}
        outputs y=%y
        """, $"%0 = {expected}\noutputs y=%0");

    [Fact]
    public void HardSigmoidIsAShiftedRelu6() => AssertRewrites<FuseHardSigmoid>("""
        inputs x=%x
        %x : f32[n,7] = Placeholder()
        %six : f32[] = Const() { value=[6] }
        %half : f32[] = Const() { value=[0.5] }
        %a = RealDiv(%x, %six)
        %b = AddV2(%a, %half)
        %y = ClipByValue(%b) { min=0, max=1 }
        outputs y=%y
        """, """
        %0 = AddV2(x, c) { activation=Relu6 }
        %1 = Mul(%0, c)
        outputs y=%1
        """);

    [Theory]
    [InlineData("%m = Mul(%x, %r)", "%y = RealDiv(%m, %six)")]
    [InlineData("%m = RealDiv(%r, %six)", "%y = Mul(%m, %x)")]
    [InlineData("%m = Mul(%sixth, %r)", "%y = Mul(%x, %m)")]
    public void HardSwishIsRecognized(string first, string second) => AssertRewrites<FuseHardSwish>($$"""
        inputs x=%x
        %x : f32[n,7] = Placeholder()
        %six : f32[] = Const() { value=[6] }
        %sixth : f32[] = Const() { value=[0.16666667] }
        %three : f32[] = Const() { value=[3] }
        %a = AddV2(%x, %three)
        %r = Relu6(%a)
        {{first}}
        {{second}}
        outputs y=%y
        """, """
        %0 = HardSwish(x)
        outputs y=%0
        """);

    [Fact]
    public void GeluByErfIsRecognized() => AssertRewrites<FuseGelu>("""
        inputs x=%x
        %x : f32[n,7] = Placeholder()
        %root : f32[] = Const() { value=[1.4142135] }
        %one : f32[] = Const() { value=[1] }
        %half : f32[] = Const() { value=[0.5] }
        %a = RealDiv(%x, %root)
        %b = Erf(%a)
        %c = AddV2(%one, %b)
        %d = Mul(%x, %c)
        %y = Mul(%d, %half)
        outputs y=%y
        """, """
        %0 = Gelu(x) { approximate=false }
        outputs y=%0
        """);

    [Fact]
    public void GeluByTanhIsRecognized() => AssertRewrites<FuseGelu>("""
        inputs x=%x
        %x : f32[n,7] = Placeholder()
        %scale : f32[] = Const() { value=[0.7978846] }
        %cubic : f32[] = Const() { value=[0.044715] }
        %three : f32[] = Const() { value=[3] }
        %one : f32[] = Const() { value=[1] }
        %half : f32[] = Const() { value=[0.5] }
        %a = Pow(%x, %three)
        %b = Mul(%a, %cubic)
        %c = AddV2(%x, %b)
        %d = Mul(%c, %scale)
        %e = Tanh(%d)
        %f = AddV2(%e, %one)
        %g = Mul(%x, %half)
        %y = Mul(%g, %f)
        outputs y=%y
        """, """
        %0 = Gelu(x) { approximate=true }
        outputs y=%0
        """);

    [Fact]
    public void LayersTakeInWhatComesBehindAChangeOfShape() => AssertRewrites<FuseIntoLayerBehindReshape>("""
        inputs x=%x
        %x : f32[n,1,6,3] = Placeholder()
        %w : f32[1,2,3,4] = Const() { value=dense<w> }
        %c : f32[4] = Const() { value=dense<c> }
        %a = Conv2D(%x, %w) { strides=[1, 1], padding=Valid, dilations=[1, 1] }
        %b = Squeeze(%a) { axes=[1] }
        %d = Mul(%b, %c)
        %y = Relu(%d)
        outputs y=%y
        """, """
        %0 = Conv2D(x, c) { strides=[1, 1], padding=Valid, dilations=[1, 1], activation=Relu }
        %1 = Squeeze(%0) { axes=[1] }
        outputs y=%1
        """);

    [Fact]
    public void VectorsAlongOtherAxesDoNotMoveBeforeAChangeOfShape() => AssertUnchanged<FuseIntoLayerBehindReshape>("""
        inputs x=%x
        %x : f32[n,3] = Placeholder()
        %w : f32[3,4] = Const() { value=dense<w> }
        %c : f32[2] = Const() { value=[1, 2] }
        %a = Dense(%x, %w)
        %b = Reshape(%a) { shape=[n, 2, 2] }
        %y = Mul(%b, %c)
        outputs y=%y
        """);

    [Theory]
    [InlineData("%l = Neg(%x)", "%0 = Neg(x)\n%1 = Softmax(%0) { axis=1 }\noutputs y=%1")]
    [InlineData("%m = Max(%x) { axes=[1], keepDims=true }\n%l = Sub(%x, %m)", "%0 = Softmax(x) { axis=1 }\noutputs y=%0")]
    public void SoftmaxIsRecognized(string logits, string expected) => AssertRewrites<FuseSoftmax>($$"""
        inputs x=%x
        %x : f32[n,7] = Placeholder()
        {{logits}}
        %e = Exp(%l)
        %s = Sum(%e) { axes=[1], keepDims=true }
        %y = RealDiv(%e, %s)
        outputs y=%y
        """, expected);

    [Fact]
    public void NewNodesTakeOverWhereTheyComeFrom()
    {
        TfGraph graph = TfGraphText.Parse("""
            inputs x=%x
            %x : f32[1,4] = Placeholder()
            %w : f32[4,2] = Const() { value=[1, 2, 3, 4, 5, 6, 7, 8], qualifiedName="fc.weight" }
            %a = Dense(%x, %w)  # fc
            %c : f32[] = Const() { value=[2] }
            %b = Mul(%a, %c)  # scale
            outputs y=%b
            """);
        var log = new RewriteLog();

        new RewritePass("Fuse", new FuseAffineIntoLayer()).Run(graph, log);

        graph.Outputs[0].Value.Producer.Origin.ShouldBe("fc");
        graph.Outputs[0].Value.Producer.Inputs[1].Producer.Origin.ShouldBe("fc.weight");
        log.Entries.ShouldBe([new RewriteEntry("Fuse", nameof(FuseAffineIntoLayer), "Mul", "scale")]);
    }
}
