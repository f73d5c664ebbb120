using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nobuco.Tensors.Kernels.Gemm;

/// <summary>The innermost part of every matrix product: a tile of the result stays in registers while the depth is walked.</summary>
internal static unsafe class GemmTile
{
    public const int Rows = 6;
    public const int Columns = 16;

    /// <summary>product[r, c] += Σₛ Σₖ rows[s · 6 + r][k] · panel[(s · depth + k) · 16 + c].</summary>
    /// <param name="rows">Per segment six pointers to contiguous elements.</param>
    /// <param name="stride">Elements from one row of the product to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(float** rows, int segments, int depth, long rowOffset, float* panel, float* product, long stride)
    {
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (int segment = 0; segment < segments; segment++, rows += Rows)
        {
            float* a0 = rows[0] + rowOffset, a1 = rows[1] + rowOffset, a2 = rows[2] + rowOffset;
            float* a3 = rows[3] + rowOffset, a4 = rows[4] + rowOffset, a5 = rows[5] + rowOffset;
            for (nint k = 0; k < depth; k++, panel += Columns)
            {
                Vector256<float> b0 = Vector256.Load(panel), b1 = Vector256.Load(panel + 8);
                Vector256<float> a = Vector256.Create(a0[k]);
                c00 = Vector256.MultiplyAddEstimate(a, b0, c00);
                c01 = Vector256.MultiplyAddEstimate(a, b1, c01);
                a = Vector256.Create(a1[k]);
                c10 = Vector256.MultiplyAddEstimate(a, b0, c10);
                c11 = Vector256.MultiplyAddEstimate(a, b1, c11);
                a = Vector256.Create(a2[k]);
                c20 = Vector256.MultiplyAddEstimate(a, b0, c20);
                c21 = Vector256.MultiplyAddEstimate(a, b1, c21);
                a = Vector256.Create(a3[k]);
                c30 = Vector256.MultiplyAddEstimate(a, b0, c30);
                c31 = Vector256.MultiplyAddEstimate(a, b1, c31);
                a = Vector256.Create(a4[k]);
                c40 = Vector256.MultiplyAddEstimate(a, b0, c40);
                c41 = Vector256.MultiplyAddEstimate(a, b1, c41);
                a = Vector256.Create(a5[k]);
                c50 = Vector256.MultiplyAddEstimate(a, b0, c50);
                c51 = Vector256.MultiplyAddEstimate(a, b1, c51);
            }
        }
        Add(product, c00, c01);
        Add(product + stride, c10, c11);
        Add(product + (2 * stride), c20, c21);
        Add(product + (3 * stride), c30, c31);
        Add(product + (4 * stride), c40, c41);
        Add(product + (5 * stride), c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* to, Vector256<float> left, Vector256<float> right)
    {
        (Vector256.Load(to) + left).Store(to);
        (Vector256.Load(to + 8) + right).Store(to + 8);
    }
}
