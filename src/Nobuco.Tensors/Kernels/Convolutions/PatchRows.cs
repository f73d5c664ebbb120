using Nobuco.Tensors.Kernels.Gemm;

namespace Nobuco.Tensors.Kernels.Convolutions;

/// <summary>The windows of a convolution as rows of a product: a segment of channels per tap, read where it lies (windows are not copied).</summary>
/// <param name="input">The first channel of the group.</param>
/// <param name="zeros">As many zeros as a segment has elements, for the padding.</param>
internal sealed unsafe class PatchRows(WindowGrid grid, float* input, float* zeros, int batch, long batchStride, int depth)
    : GemmRows(batch * grid.Outputs, grid.Taps, depth)
{
    private const int UsualTaps = 64;

    public override void Locate(int row, float** table)
    {
        (int image, int output) = Math.DivRem(row, grid.Outputs);
        Span<long> offsets = Segments <= UsualTaps ? stackalloc long[Segments] : new long[Segments];
        grid.Locate(output, offsets);
        float* first = input + (image * batchStride);
        for (int tap = 0; tap < offsets.Length; tap++)
            table[tap * GemmTile.Rows] = offsets[tap] < 0 ? zeros : first + offsets[tap];
    }
}
