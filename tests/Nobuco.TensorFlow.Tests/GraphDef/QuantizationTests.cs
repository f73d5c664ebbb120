using FsCheck;
using FsCheck.Xunit;
using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.TfJs;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>Weights in fewer bits are as near to the original as the bits allow.</summary>
public sealed class QuantizationTests
{
    [Property]
    public void AffineIsWithinHalfAStepAndKeepsZero(NormalFloat[] values, bool wide)
    {
        float[] weights = [.. values.Select(v => (float)Math.Clamp((double)v, -1e6, 1e6)), 0, 1];
        StoredWeight stored = Store(weights, wide ? WeightQuantization.UInt16 : WeightQuantization.UInt8);
        double[] decoded = Decode(stored);
        for (int i = 0; i < weights.Length; i++)
            Math.Abs(decoded[i] - weights[i]).ShouldBeLessThanOrEqualTo((stored.Scale!.Value * 0.51) + 1e-9, $"{weights[i]} became {decoded[i]}");
        decoded[^2].ShouldBe(0, stored.Scale!.Value * 1e-6);
    }

    [Fact]
    public void TensorsOfOneNumberAreExact()
    {
        StoredWeight stored = Store([0.3f, 0.3f, 0.3f], WeightQuantization.UInt8);
        (stored.Scale, stored.Min).ShouldBe((1, 0.3f));
        Decode(stored).ShouldAllBe(x => (float)x == 0.3f);
    }

    [Fact]
    public void HalfIsRawHalf() => Store([0.1f, -2f], WeightQuantization.Float16).Pieces().Single().ToArray<Half>().ShouldBe([(Half)0.1f, (Half)(-2f)]);

    [Theory]
    [InlineData(WeightQuantization.Float16, 1e6f)]
    [InlineData(WeightQuantization.Float16, float.NegativeInfinity)]
    [InlineData(WeightQuantization.UInt8, float.PositiveInfinity)]
    [InlineData(WeightQuantization.UInt16, float.NaN)]
    public void WhatFewerBitsCannotHoldIsKept(WeightQuantization quantization, float number) => Store([1, number], quantization).Stored.ShouldBe(DType.Float32);

    [Fact]
    public void IntegersAndSingleNumbersAreKept()
    {
        StoredWeight.Of("shape", Tensor.From([1, 2, 3], 3), WeightQuantization.UInt8).Stored.ShouldBe(DType.Int32);
        StoredWeight.Of("epsilon", Tensor.Scalar(1e-5f), WeightQuantization.Float16).Stored.ShouldBe(DType.Float32);
    }

    private static StoredWeight Store(float[] weights, WeightQuantization quantization) => StoredWeight.Of("w", Tensor.From(weights, weights.Length), quantization);

    private static double[] Decode(StoredWeight stored) => [.. stored.Pieces().SelectMany(p => p.ToArray<double>()).Select(code => (code * stored.Scale!.Value) + stored.Min!.Value)];
}
