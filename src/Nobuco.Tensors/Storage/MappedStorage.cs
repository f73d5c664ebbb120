using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Nobuco.Tensors.Storage;

/// <summary>A file mapped read-only. It stays mapped while a storage or a tensor over it is referenced.</summary>
public sealed unsafe partial class MappedFile
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <exception cref="IOException">The file cannot be opened or mapped.</exception>
    public MappedFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        Length = stream.Length;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* address = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref address);
        Address = address + _view.PointerOffset;
    }

    public long Length { get; }

    internal byte* Address { get; }

    /// <summary>The bytes from <paramref name="offset"/> as a storage.</summary>
    public TensorStorage Slice(long offset, long length) => new MappedStorage(this, offset, length);

    /// <summary>Takes whole pages out of memory; pages of a file that is not written to are only read again.</summary>
    private void Evict(long offset, long length)
    {
        const int dontNeed = 4;
        if (OperatingSystem.IsWindows() || length == 0)
            return;
        byte* first = (byte*)((nint)(Address + offset) & ~(nint)(Environment.SystemPageSize - 1));
        _ = Advise(first, (nuint)(Address + offset + length - first), dontNeed);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* address, nuint length, int advice);

    private sealed class MappedStorage : TensorStorage
    {
        private readonly MappedFile _owner;
        private readonly long _offset;

        public MappedStorage(MappedFile owner, long offset, long length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(offset);
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(length, owner.Length - offset);
            (_owner, _offset, ByteLength) = (owner, offset, length);
        }

        public override byte* Address => _owner.Address + _offset;

        public override long ByteLength { get; }

        public override bool IsWritable => false;

        public override void Evict(long offset, long length) => _owner.Evict(_offset + offset, length);
    }
}
