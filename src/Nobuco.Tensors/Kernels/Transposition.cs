using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nobuco.Tensors.Kernels;

/// <summary>Transposition of 8 × 8 blocks of 4-byte elements in registers.</summary>
internal static unsafe class Transposition
{
    /// <summary>targets[i][offset + j] = source[j · stride + i].</summary>
    public static void Block8(float* source, long stride, float** targets, long offset)
    {
        Half4(source, stride, targets, offset);
        Half4(source + (4 * stride), stride, targets, offset + 4);
    }

    /// <summary>Four source rows of eight.</summary>
    private static void Half4(float* source, long stride, float** targets, long offset)
    {
        for (int i = 0; i < 8; i += 4)
        {
            float* from = source + i;
            Block4(
                Vector128.Load(from), Vector128.Load(from + stride), Vector128.Load(from + (2 * stride)), Vector128.Load(from + (3 * stride)),
                targets[i] + offset, targets[i + 1] + offset, targets[i + 2] + offset, targets[i + 3] + offset);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(
        Vector128<float> r0, Vector128<float> r1, Vector128<float> r2, Vector128<float> r3, float* t0, float* t1, float* t2, float* t3)
    {
        Vector128<float> low01 = UnpackLow(r0, r1), high01 = UnpackHigh(r0, r1), low23 = UnpackLow(r2, r3), high23 = UnpackHigh(r2, r3);
        Vector128.Create(low01.GetLower(), low23.GetLower()).Store(t0);
        Vector128.Create(low01.GetUpper(), low23.GetUpper()).Store(t1);
        Vector128.Create(high01.GetLower(), high23.GetLower()).Store(t2);
        Vector128.Create(high01.GetUpper(), high23.GetUpper()).Store(t3);
    }

    /// <summary>a₀ b₀ a₁ b₁.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackLow(Vector128<float> a, Vector128<float> b) => Vector128.ConditionalSelect(
        Vector128.Create(-1, 0, -1, 0).AsSingle(),
        Vector128.Shuffle(a, Vector128.Create(0, 0, 1, 1)),
        Vector128.Shuffle(b, Vector128.Create(0, 0, 1, 1)));

    /// <summary>a₂ b₂ a₃ b₃.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackHigh(Vector128<float> a, Vector128<float> b) => Vector128.ConditionalSelect(
        Vector128.Create(-1, 0, -1, 0).AsSingle(),
        Vector128.Shuffle(a, Vector128.Create(2, 2, 3, 3)),
        Vector128.Shuffle(b, Vector128.Create(2, 2, 3, 3)));
}
