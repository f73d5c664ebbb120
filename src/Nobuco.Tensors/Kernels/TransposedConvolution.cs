namespace Nobuco.Tensors.Kernels;

/// <summary>Transposed convolution (the gradient of convolution to its input) over 1 to 3 spatial axes.</summary>
public static class TransposedConvolution
{
    /// <param name="input">[N, C, spatial…], or [N, spatial…, C] when <paramref name="channelsLast"/>.</param>
    /// <param name="weight">[C, O / groups, kernel…], strided in any way.</param>
    /// <param name="bias">[O].</param>
    /// <param name="geometry">That of the convolution whose gradient this is; its pads crop the result.</param>
    /// <param name="outputSpatial">Sizes of the result's spatial axes.</param>
    /// <returns>[N, O, spatial…] in the input's channel order.</returns>
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias, ConvolutionGeometry geometry, Seq<long> outputSpatial, bool channelsLast)
    {
        int first = channelsLast ? 1 : 2;
        Tensor spread = Spread(input, geometry.Strides, first);
        var before = new int[outputSpatial.Count];
        var after = new int[outputSpatial.Count];
        for (int axis = 0; axis < outputSpatial.Count; axis++)
        {
            int reach = geometry.Dilations[axis] * (int)(weight.Shape[axis + 2] - 1);
            before[axis] = reach - geometry.PadsBefore[axis];
            after[axis] = (int)(outputSpatial[axis] + reach - before[axis] - spread.Shape[axis + first]);
        }
        var around = new ConvolutionGeometry(
            Seq.Repeat(1, before.Length), Seq.Repeat(0, before.Length), Seq.Repeat(0, before.Length), geometry.Dilations, geometry.Groups);
        Seq<int> head = channelsLast ? [0] : [0, 0], tail = channelsLast ? [0] : [];
        Tensor padded = Padding.Constant(spread, [.. head, .. before, .. tail], [.. head, .. after, .. tail]);
        return Convolution.Run(padded, Flip(weight, geometry.Groups), bias, around, channelsLast);
    }

    /// <summary>The elements apart by the strides, zeros between them.</summary>
    private static Tensor Spread(Tensor input, Seq<int> strides, int firstSpatial)
    {
        if (strides.All(stride => stride == 1))
            return input;
        long[] shape = input.Shape.ToArray();
        for (int axis = 0; axis < strides.Count; axis++)
            shape[axis + firstSpatial] = Math.Max(((shape[axis + firstSpatial] - 1) * strides[axis]) + 1, 0);
        Tensor result = Tensor.Zeros(input.DType, [.. shape]);
        Tensor sparse = result;
        for (int axis = 0; axis < strides.Count; axis++)
            sparse = sparse.Slice(axis + firstSpatial, 0, shape[axis + firstSpatial], strides[axis]);
        sparse.CopyFrom(input);
        return result;
    }

    /// <summary>[C, O / groups, kernel…] as the weight [O, C / groups, mirrored kernel…] of a convolution.</summary>
    private static Tensor Flip(Tensor weight, int groups)
    {
        long inputs = weight.Shape[0], outputs = weight.Shape[1];
        Seq<long> kernel = weight.Shape[2..], strides = weight.Strides;
        long last = Enumerable.Range(0, kernel.Count).Sum(axis => (kernel[axis] - 1) * strides[axis + 2]);
        Tensor mirrored = weight.AsStrided(
            [groups, outputs, inputs / groups, .. kernel],
            [strides[0] * (inputs / groups), strides[1], strides[0], .. strides[2..].Select(stride => -stride)],
            weight.Offset + last);
        return mirrored.Reshape([groups * outputs, inputs / groups, .. kernel]);
    }
}
