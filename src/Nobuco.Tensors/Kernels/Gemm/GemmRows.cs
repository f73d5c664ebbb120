namespace Nobuco.Tensors.Kernels.Gemm;

/// <summary>The left operand of a product: rows whose elements lie in segments of contiguous elements, wherever these are.</summary>
internal abstract unsafe class GemmRows(int count, int segments, int depth)
{
    public int Count => count;

    /// <summary>Segments of each row.</summary>
    public int Segments => segments;

    /// <summary>Elements of each segment.</summary>
    public int Depth => depth;

    /// <summary>Writes the address of each segment of a row: every <see cref="GemmTile.Rows"/>-th entry of <paramref name="table"/>.</summary>
    public abstract void Locate(int row, float** table);
}

/// <summary>Rows of a matrix, one segment each.</summary>
internal sealed unsafe class MatrixRows(float* matrix, int count, int depth, long stride) : GemmRows(count, 1, depth)
{
    public override void Locate(int row, float** table) => *table = matrix + (row * stride);
}
