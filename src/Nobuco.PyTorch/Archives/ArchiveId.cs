using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Nobuco.PyTorch.Archives;

/// <summary>PyTorch gives every archive an id of 40 digits that depends on its records; equal archives have equal ids here too.</summary>
internal static class ArchiveId
{
    public static string Of(ZipWriter archive)
    {
        uint[] checksums = [.. archive.Checksums];
        var number = new BigInteger(SHA256.HashData(MemoryMarshal.AsBytes(checksums.AsSpan())), isUnsigned: true);
        return (number % BigInteger.Pow(10, 40)).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(40, '0');
    }
}
