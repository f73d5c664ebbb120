using Nobuco.Tensors;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>
/// Blocks of r × r pixels that become channels, and back. PyTorch and TensorFlow differ in the order of the channels that a block becomes: it is put right by a gather, which the
/// passes fold into the weights of a convolution beside it.
/// </summary>
public static class Blocks
{
    /// <summary>The factors of a block's channels, outermost first: 0 the channel, 1 the row in the block, 2 the column.</summary>
    private static readonly Seq<int> _pyTorch = [0, 1, 2], _tensorFlow = [1, 2, 0];

    /// <summary>Channels c·r² + i·r + j become pixel (i, j) of channel c.</summary>
    [Converter("aten::pixel_shuffle", ForceTensorFlowOrder)]
    public static TfTensor PixelShuffle(TfTensor self, int upscaleFactor) => ToSpace(self, upscaleFactor, _pyTorch);

    [Converter("aten::pixel_unshuffle", ForceTensorFlowOrder)]
    public static TfTensor PixelUnshuffle(TfTensor self, int downscaleFactor) => ToDepth(self, downscaleFactor, _pyTorch);

    /// <param name="x">[N, H, W, C·r²]</param>
    /// <param name="order">Of the factors in its channels.</param>
    public static TfTensor ToSpace(TfTensor x, int block, Seq<int> order) =>
        tf.DepthToSpace(Gather(x, Indices(_tensorFlow, order, x.Shape[3].Value, block)), block);

    /// <param name="x">[N, H, W, C]</param>
    /// <param name="order">Of the factors in the result's channels.</param>
    public static TfTensor ToDepth(TfTensor x, int block, Seq<int> order)
    {
        TfTensor blocks = tf.SpaceToDepth(x, block);
        return Gather(blocks, Indices(order, _tensorFlow, blocks.Shape[3].Value, block));
    }

    private static TfTensor Gather(TfTensor x, int[] indices) =>
        indices.SequenceEqual(Enumerable.Range(0, indices.Length)) ? x : tf.GatherV2(x, tf.Constant([.. indices]), 3);

    /// <summary>For every channel in the order <paramref name="to"/> its place in the order <paramref name="from"/>.</summary>
    private static int[] Indices(Seq<int> to, Seq<int> from, long channels, int block)
    {
        int[] sizes = [(int)channels / (block * block), block, block], indices = new int[channels];
        for (int i = 0; i < indices.Length; i++)
        {
            var factors = new int[3];
            int rest = i;
            foreach (int factor in to.Reverse())
                (rest, factors[factor]) = (rest / sizes[factor], rest % sizes[factor]);
            indices[i] = from.Aggregate(0, (place, factor) => (place * sizes[factor]) + factors[factor]);
        }
        return indices;
    }
}
