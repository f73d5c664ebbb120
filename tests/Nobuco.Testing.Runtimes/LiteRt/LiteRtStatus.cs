namespace Nobuco.Testing.Runtimes.LiteRt;

/// <summary>LiteRT's status codes.</summary>
internal static class LiteRtStatus
{
    /// <exception cref="RuntimeRejectedException">The status is not 0.</exception>
    public static void Check(int status, string what)
    {
        if (status != 0)
            throw new RuntimeRejectedException(LiteRtRuntime.ProductName, $"could not {what} ({Name(status)})");
    }

    /// <summary><paramref name="value"/>, for a function that also returned success.</summary>
    /// <exception cref="RuntimeRejectedException">The status is not 0.</exception>
    public static T Check<T>(int status, string what, T value)
    {
        Check(status, what);
        return value;
    }

    private static string Name(int status) => status switch
    {
        1 => "invalid argument",
        2 => "out of memory",
        3 => "runtime failure",
        4 => "missing input tensor",
        5 => "unsupported",
        6 => "not found",
        7 => "timeout",
        8 => "wrong version",
        500 => "file error",
        501 => "invalid flatbuffer",
        502 => "dynamic loading",
        503 => "serialization",
        504 => "compilation",
        1000 => "index out of bounds",
        1001 => "invalid type",
        1002 => "invalid graph",
        _ => $"status {status}",
    };
}
