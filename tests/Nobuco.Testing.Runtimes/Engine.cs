namespace Nobuco.Testing.Runtimes;

/// <summary>The two engines that results are held against.</summary>
public enum Engine
{
    /// <summary>TensorFlow Lite 2.9: what older applications ship.</summary>
    TensorFlowLite,

    /// <summary>LiteRT: the native library where it is, otherwise the wasm build of <c>@litertjs/core</c>.</summary>
    LiteRt,
}
