namespace Nobuco;

/// <summary>How a converted tensor compares with PyTorch's.</summary>
public enum Verdict
{
    /// <summary>Not compared.</summary>
    Unchecked,

    /// <summary>Bit by bit the same.</summary>
    Exact,

    /// <summary>Within the tolerance.</summary>
    WithinTolerance,

    /// <summary>Of the right shape and type, but off by more than the tolerance, or NaN or infinite elsewhere.</summary>
    Inaccurate,

    /// <summary>Of another shape or type, or not computed at all.</summary>
    Failed,
}

/// <summary>The comparison of a tensor, or of several: then the worst of them.</summary>
/// <param name="Verdict">How it compares.</param>
/// <param name="MaxAbsolute">The largest absolute difference.</param>
/// <param name="MaxRelative">The same relative to the largest magnitude of PyTorch's tensor.</param>
/// <param name="Message">What is wrong beyond numbers.</param>
public sealed record Comparison(Verdict Verdict, double MaxAbsolute = 0, double MaxRelative = 0, string? Message = null)
{
    /// <summary>Of what was not compared.</summary>
    public static Comparison Unchecked { get; } = new(Verdict.Unchecked);

    /// <summary>False for <see cref="Verdict.Inaccurate"/> and <see cref="Verdict.Failed"/>.</summary>
    public bool Passes => Verdict < Verdict.Inaccurate;

    /// <summary>The worse of two.</summary>
    public static Comparison Worse(Comparison left, Comparison right) =>
        (left.Verdict, left.MaxRelative).CompareTo((right.Verdict, right.MaxRelative)) >= 0 ? left : right;
}
