namespace Nobuco.Tensors.Kernels;

/// <summary>Views between [N, C, spatial…] and [N, spatial…, C].</summary>
internal static class ChannelOrder
{
    public static Tensor ToFirst(Tensor x) => x.Permute([0, x.Rank - 1, .. Enumerable.Range(1, x.Rank - 2)]);

    public static Tensor ToLast(Tensor x) => x.Permute([0, .. Enumerable.Range(2, x.Rank - 2), 1]);
}
