namespace Nobuco.Tensors.Kernels;

/// <summary>Copies the elements a mask selects, whatever their type.</summary>
internal static unsafe class MaskedCopy
{
    /// <summary>All are contiguous and of one shape.</summary>
    public static void Run(Tensor mask, Tensor source, Tensor target)
    {
        switch (source.DType.Size())
        {
            case 1: Copy<byte>(mask, source, target); break;
            case 2: Copy<ushort>(mask, source, target); break;
            case 4: Copy<uint>(mask, source, target); break;
            case 8: Copy<ulong>(mask, source, target); break;
            default: Copy<UInt128>(mask, source, target); break;
        }
    }

    private static void Copy<T>(Tensor mask, Tensor source, Tensor target) where T : unmanaged
    {
        ReadOnlySpan<bool> selected = mask.ReadOnlySpan<bool>();
        if (selected.IsEmpty)
            return;
        T* from = (T*)source.Address, to = (T*)target.Address;
        for (int i = 0; i < selected.Length; i++)
            to[i] = selected[i] ? from[i] : to[i];
        GC.KeepAlive(source);
    }
}
