namespace Nobuco.Tensors.Kernels.Gemm;

/// <summary>Batches of float32 matrix products.</summary>
internal static unsafe class FloatMatMul
{
    /// <summary>[batch…, m, k] · [batch…, k, n] into the zeroed, contiguous [batch…, m, n]; the operands are strided in any way.</summary>
    public static void Run(Tensor a, Tensor b, Tensor result)
    {
        // Rows must be contiguous; columns may be, or lie side by side.
        if (a.Strides[^1] != 1 && a.Shape[^1] != 1)
            a = a.Contiguous();
        long matrices = ShapeMath.Product(result.Shape[..^2]);
        long matrixSize = result.Shape[^2] * result.Shape[^1];
        for (long i = 0; i < matrices; i++)
        {
            float* left = (float*)a.Address + Offset(a, i), right = (float*)b.Address + Offset(b, i);
            Multiply(left, right, (float*)result.Address + (i * matrixSize), a, b);
        }
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(result);
    }

    private static void Multiply(float* left, float* right, float* product, Tensor a, Tensor b)
    {
        int rows = (int)a.Shape[^2], depth = (int)a.Shape[^1], columns = (int)b.Shape[^1];
        long depthStride = b.Strides[^2], columnStride = b.Strides[^1];
        if (rows == 1 && (depthStride == 1 || columnStride == 1))
        {
            RowProduct.Multiply(left, right, depthStride, columnStride, depth, columns, null, product);
            return;
        }
        using var panels = new Scratch(GemmPanels.Size(columns, 1, depth));
        GemmPanels.Pack(right, columnStride, 0, depthStride, columns, 1, depth, panels.Address);
        FloatGemm.Multiply(new MatrixRows(left, rows, depth, a.Strides[^2]), panels.Address, columns, GemmBias.None, product, columns);
    }

    private static long Offset(Tensor tensor, long matrix)
    {
        long offset = 0;
        for (int axis = tensor.Rank - 3; axis >= 0; axis--)
        {
            (matrix, long index) = Math.DivRem(matrix, tensor.Shape[axis]);
            offset += index * tensor.Strides[axis];
        }
        return offset;
    }
}
