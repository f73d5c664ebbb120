namespace Nobuco.Tensors.Kernels;

public enum ResizeMode
{
    Nearest,

    /// <summary>Linear along each axis: bilinear over two, trilinear over three.</summary>
    Linear,

    /// <summary>Keys' cubic convolution with a = −0.75 along each axis.</summary>
    Cubic,
}

/// <summary>Where output element i lies among the input elements.</summary>
public enum ResizeCoordinates
{
    /// <summary>(i + ½) · scale − ½: pixels are areas. PyTorch's <c>align_corners=False</c> and, of nearest, <c>nearest-exact</c>.</summary>
    HalfPixel,

    /// <summary>i · (input − 1) / (output − 1): the outermost elements stay.</summary>
    AlignCorners,

    /// <summary>i · scale. PyTorch's <c>nearest</c>, TensorFlow's first resize.</summary>
    Asymmetric,
}

/// <summary>Resizing of 1 to 3 spatial axes, axis after axis.</summary>
public static class Resize
{
    /// <param name="x">[N, C, spatial…], or [N, spatial…, C] when <paramref name="channelsLast"/>.</param>
    /// <param name="scales">Input size over output size per spatial axis where it is not their quotient (PyTorch's <c>1 / scale_factor</c>); empty otherwise.</param>
    public static Tensor Run(Tensor x, Seq<long> outputSpatial, ResizeMode mode, ResizeCoordinates coordinates, Seq<double> scales, bool channelsLast)
    {
        DType wide = x.DType == DType.Float64 ? DType.Float64 : DType.Float32;
        Tensor result = mode == ResizeMode.Nearest ? x : x.Cast(wide);
        for (int i = outputSpatial.Count - 1; i >= 0; i--)
        {
            int axis = i + (channelsLast ? 1 : 2);
            long size = x.Shape[axis], output = outputSpatial[i];
            double scale = coordinates == ResizeCoordinates.AlignCorners ? (output > 1 ? (double)(size - 1) / (output - 1) : 0)
                : scales.Count > 0 ? scales[i] : (double)size / output;
            if (size == output && scale == 1)
                continue;
            if (mode == ResizeMode.Nearest)
                result = Gathering.Take(result, axis, NearestIndices(size, output, (float)scale, coordinates));
            else
                result = Interpolate(result, axis, ResizeTaps.Of(size, output, scale, mode, coordinates, wide == DType.Float32));
        }
        return result.Cast(x.DType).Contiguous();
    }

    private static Tensor NearestIndices(long size, long output, float scale, ResizeCoordinates coordinates)
    {
        var indices = new long[output];
        for (int i = 0; i < output; i++)
        {
            float at = coordinates switch
            {
                ResizeCoordinates.HalfPixel => MathF.Floor((i + 0.5f) * scale),
                ResizeCoordinates.AlignCorners => MathF.Round(i * scale, MidpointRounding.AwayFromZero),
                _ => MathF.Floor(i * scale),
            };
            indices[i] = Math.Clamp((long)at, 0, size - 1);
        }
        return Tensor.From(indices, output);
    }

    private static Tensor Interpolate(Tensor x, int axis, ResizeTaps taps)
    {
        Tensor source = x.Contiguous(), result = Tensor.Empty(x.DType, x.Shape.With(axis, taps.Indices[0].Length));
        if (result.Count == 0)
            return result;
        if (x.DType == DType.Float64)
            taps.Apply<double>(source, axis, result);
        else
            taps.Apply<float>(source, axis, result);
        return result;
    }
}
