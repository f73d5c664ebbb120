using System.Buffers;
using System.Runtime.InteropServices;

namespace Nobuco.Tensors.Kernels.Gemm;

/// <summary>Memory of a kernel's own, aligned to a cache line. It is pooled: fresh pages would cost more than many a kernel.</summary>
internal readonly unsafe ref struct Scratch : IDisposable
{
    private const int Alignment = 64;
    private const int Padding = Alignment / sizeof(float);

    private readonly float[] _rented;
    private readonly GCHandle _pin;

    /// <param name="count">How many float32 there is room for.</param>
    public Scratch(long count, bool zeroed = false)
    {
        _rented = ArrayPool<float>.Shared.Rent(checked((int)count + Padding));
        if (zeroed)
            Array.Clear(_rented);
        _pin = GCHandle.Alloc(_rented, GCHandleType.Pinned);
        Address = (float*)(((nint)_pin.AddrOfPinnedObject() + Alignment - 1) & ~(nint)(Alignment - 1));
    }

    public float* Address { get; }

    public void Dispose()
    {
        _pin.Free();
        ArrayPool<float>.Shared.Return(_rented);
    }
}
