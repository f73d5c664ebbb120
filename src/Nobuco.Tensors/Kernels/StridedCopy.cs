namespace Nobuco.Tensors.Kernels;

/// <summary>Copies elements between two strided layouts of the same shape.</summary>
internal static unsafe class StridedCopy
{
    /// <summary>Strides are in elements of <paramref name="size"/> bytes; no axis is empty.</summary>
    public static void Run(byte* source, ReadOnlySpan<long> sourceStrides, byte* target, ReadOnlySpan<long> targetStrides, ReadOnlySpan<long> shape, int size)
    {
        switch (size)
        {
            case 1: Copy<byte>(source, sourceStrides, target, targetStrides, shape); break;
            case 2: Copy<ushort>(source, sourceStrides, target, targetStrides, shape); break;
            case 4: Copy<uint>(source, sourceStrides, target, targetStrides, shape); break;
            case 8: Copy<ulong>(source, sourceStrides, target, targetStrides, shape); break;
            default: Copy<UInt128>(source, sourceStrides, target, targetStrides, shape); break;
        }
    }

    private static void Copy<T>(byte* source, ReadOnlySpan<long> sourceStrides, byte* target, ReadOnlySpan<long> targetStrides, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        if (shape.IsEmpty)
        {
            *(T*)target = *(T*)source;
            return;
        }
        if (shape.Length > 1)
        {
            for (long i = 0; i < shape[0]; i++)
            {
                Copy<T>(source + (i * sourceStrides[0] * sizeof(T)), sourceStrides[1..], target + (i * targetStrides[0] * sizeof(T)), targetStrides[1..], shape[1..]);
            }
            return;
        }
        if (sourceStrides[0] == 1 && targetStrides[0] == 1)
        {
            Buffer.MemoryCopy(source, target, shape[0] * sizeof(T), shape[0] * sizeof(T));
            return;
        }
        T* from = (T*)source, to = (T*)target;
        for (long i = 0; i < shape[0]; i++)
            to[i * targetStrides[0]] = from[i * sourceStrides[0]];
    }
}
