using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Elements in another order, repeated, or apart.</summary>
internal static partial class Shape
{
    [AtenOperator("aten::repeat")]
    public static Tensor Repeat(Tensor self, Seq<long> repeats)
    {
        Seq<long> shape = [.. Seq.Repeat(1L, repeats.Count - self.Rank), .. self.Shape];
        Seq<long> split = [.. shape.SelectMany(size => new[] { 1, size })];
        Seq<long> repeated = [.. repeats.Zip(shape).SelectMany(pair => new[] { pair.First, pair.Second })];
        return self.Reshape(split).BroadcastTo(repeated).Clone().Reshape([.. repeats.Zip(shape, (count, size) => count * size)]);
    }

    [AtenOperator("aten::tile")]
    public static Tensor Tile(Tensor self, Seq<long> dims) => Repeat(self, [.. Seq.Repeat(1L, Math.Max(self.Rank - dims.Count, 0)), .. dims]);

    [AtenOperator("aten::repeat_interleave.Tensor")]
    public static Tensor RepeatInterleave(Tensor repeats, long? outputSize)
    {
        long[] counts = repeats.ToArray<long>();
        long[] indices = [.. counts.SelectMany((count, i) => Enumerable.Repeat((long)i, (int)count))];
        return Tensor.From(indices, indices.Length);
    }

    [AtenOperator("aten::repeat_interleave.self_Tensor")]
    public static Tensor RepeatInterleave(Tensor self, Tensor repeats, long? dim, long? outputSize)
    {
        Tensor x = dim is null ? self.Reshape([self.Count]) : self;
        int axis = ShapeMath.NormalizeAxis(dim ?? 0, x.Rank);
        Tensor counts = repeats.Rank == 0 ? repeats.BroadcastTo([x.Shape[axis]]) : repeats.Count == 1 ? repeats.BroadcastTo([x.Shape[axis]]) : repeats;
        return Gathering.Take(x, axis, RepeatInterleave(counts, outputSize));
    }

    [AtenOperator("aten::repeat_interleave.self_int")]
    public static Tensor RepeatInterleave(Tensor self, long repeats, long? dim, long? outputSize) =>
        RepeatInterleave(self, Tensor.Scalar(repeats), dim, outputSize);

    [AtenOperator("aten::flip")]
    public static Tensor Flip(Tensor self, Seq<long> dims)
    {
        Tensor flipped = self;
        foreach (int axis in Reduction.Axes(dims, self.Rank))
        {
            long last = Math.Max(flipped.Shape[axis] - 1, 0) * flipped.Strides[axis];
            flipped = flipped.AsStrided(flipped.Shape, flipped.Strides.With(axis, -flipped.Strides[axis]), flipped.Offset + last);
        }
        return flipped.Clone();
    }

    [AtenOperator("aten::fliplr")]
    public static Tensor FlipLr(Tensor self) => Flip(self, [1]);

    [AtenOperator("aten::flipud")]
    public static Tensor FlipUd(Tensor self) => Flip(self, [0]);

    /// <summary>Rotates <paramref name="k"/> times by 90° from the first axis towards the second.</summary>
    [AtenOperator("aten::rot90")]
    public static Tensor Rot90(Tensor self, long k, Seq<long> dims) => (((k % 4) + 4) % 4) switch
    {
        1 => Transpose(Flip(self, [dims[1]]), dims[0], dims[1]).Clone(),
        2 => Flip(self, dims),
        3 => Transpose(Flip(self, [dims[0]]), dims[0], dims[1]).Clone(),
        _ => self.Clone(),
    };

    [AtenOperator("aten::roll")]
    public static Tensor Roll(Tensor self, Seq<long> shifts, Seq<long> dims)
    {
        if (dims.Count == 0)
            return Roll(self.Reshape([self.Count]), shifts, [0]).Reshape(self.Shape);
        Tensor result = self;
        for (int i = 0; i < dims.Count; i++)
        {
            int axis = ShapeMath.NormalizeAxis(dims[i], self.Rank);
            long size = Math.Max(self.Shape[axis], 1), start = (((-shifts[i]) % size) + size) % size;
            result = Cat([result.Slice(axis, start, long.MaxValue), result.Slice(axis, 0, start)], axis);
        }
        return result;
    }

    /// <summary>[…, C·r², H, W] → […, C, H·r, W·r]</summary>
    [AtenOperator("aten::pixel_shuffle")]
    public static Tensor PixelShuffle(Tensor self, long upscaleFactor)
    {
        long r = upscaleFactor, channels = self.Shape[^3] / (r * r), height = self.Shape[^2], width = self.Shape[^1];
        Seq<long> batch = self.Shape[..^3];
        return self.Reshape([ShapeMath.Product(batch), channels, r, r, height, width]).Permute([0, 1, 4, 2, 5, 3])
            .Reshape([.. batch, channels, height * r, width * r]);
    }

    /// <summary>[…, C, H·r, W·r] → […, C·r², H, W]</summary>
    [AtenOperator("aten::pixel_unshuffle")]
    public static Tensor PixelUnshuffle(Tensor self, long downscaleFactor)
    {
        long r = downscaleFactor, channels = self.Shape[^3], height = self.Shape[^2] / r, width = self.Shape[^1] / r;
        Seq<long> batch = self.Shape[..^3];
        return self.Reshape([ShapeMath.Product(batch), channels, height, r, width, r]).Permute([0, 1, 3, 5, 2, 4])
            .Reshape([.. batch, channels * r * r, height, width]);
    }

    [AtenOperator("aten::channel_shuffle")]
    [AtenOperator("aten::native_channel_shuffle")]
    public static Tensor ChannelShuffle(Tensor self, long groups) =>
        self.Reshape([self.Shape[0], groups, self.Shape[1] / groups, .. self.Shape[2..]]).Transpose(1, 2).Clone().Reshape(self.Shape);

    [AtenOperator("aten::diag_embed")]
    public static Tensor DiagEmbed(Tensor self, long offset, long dim1, long dim2)
    {
        long size = self.Shape[^1] + Math.Abs(offset);
        int rank = self.Rank + 1, first = ShapeMath.NormalizeAxis(dim1, rank), second = ShapeMath.NormalizeAxis(dim2, rank);
        var batch = new Queue<long>(self.Shape[..^1]);
        Tensor result = Tensor.Zeros(self.DType, [.. Enumerable.Range(0, rank).Select(axis => axis == first || axis == second ? size : batch.Dequeue())]);
        Diagonal(result, offset, first, second).CopyFrom(self);
        return result;
    }

    [AtenOperator("aten::diag")]
    public static Tensor Diag(Tensor self, long diagonal) =>
        self.Rank == 1 ? DiagEmbed(self, diagonal, 0, 1) : Diagonal(self, diagonal, 0, 1).Clone();

    [AtenOperator("aten::diagflat")]
    public static Tensor DiagFlat(Tensor self, long offset) => DiagEmbed(self.Reshape([self.Count]), offset, 0, 1);

    /// <summary>The windows of a convolution as columns: [N, C, H, W] → [N, C·kh·kw, L].</summary>
    [AtenOperator("aten::im2col")]
    public static Tensor Im2Col(Tensor self, Seq<long> kernelSize, Seq<long> dilation, Seq<long> padding, Seq<long> stride)
    {
        if (self.Rank == 3)
            return Im2Col(self.Unsqueeze(0), kernelSize, dilation, padding, stride).Squeeze(0);
        Tensor padded = Padding.ConstantPadNd(self, [padding[1], padding[1], padding[0], padding[0]], 0L);
        Tensor windows = Windows(padded.Contiguous(), kernelSize, dilation, stride);
        return windows.Reshape([self.Shape[0], self.Shape[1] * kernelSize[0] * kernelSize[1], windows.Shape[4] * windows.Shape[5]]);
    }

    /// <summary>The sum of columns at the places that <see cref="Im2Col"/> takes them from: [N, C·kh·kw, L] → [N, C, H, W].</summary>
    [AtenOperator("aten::col2im")]
    public static Tensor Col2Im(Tensor self, Seq<long> outputSize, Seq<long> kernelSize, Seq<long> dilation, Seq<long> padding, Seq<long> stride)
    {
        if (self.Rank == 2)
            return Col2Im(self.Unsqueeze(0), outputSize, kernelSize, dilation, padding, stride).Squeeze(0);
        long channels = self.Shape[1] / (kernelSize[0] * kernelSize[1]);
        Tensor padded = Tensor.Zeros(self.DType, [self.Shape[0], channels, outputSize[0] + (2 * padding[0]), outputSize[1] + (2 * padding[1])]);
        Tensor windows = Windows(padded, kernelSize, dilation, stride), columns = self.Reshape(windows.Shape);
        for (long i = 0; i < kernelSize[0]; i++)
        {
            for (long j = 0; j < kernelSize[1]; j++)
            {
                // Windows overlap, but never at the same place within the kernel.
                Tensor place = windows.Select(2, i).Select(2, j);
                place.CopyFrom(Elementwise.Add(place, columns.Select(2, i).Select(2, j)));
            }
        }
        return padded.Slice(2, padding[0], padding[0] + outputSize[0]).Slice(3, padding[1], padding[1] + outputSize[1]).Clone();
    }

    /// <summary>A view [N, C, kh, kw, outH, outW].</summary>
    private static Tensor Windows(Tensor x, Seq<long> kernel, Seq<long> dilation, Seq<long> stride)
    {
        long Positions(int axis) => ((x.Shape[axis + 2] - (dilation[axis] * (kernel[axis] - 1)) - 1) / stride[axis]) + 1;
        Seq<long> s = x.Strides;
        return x.AsStrided(
            [x.Shape[0], x.Shape[1], kernel[0], kernel[1], Positions(0), Positions(1)],
            [s[0], s[1], s[2] * dilation[0], s[3] * dilation[1], s[2] * stride[0], s[3] * stride[1]],
            x.Offset);
    }
}
