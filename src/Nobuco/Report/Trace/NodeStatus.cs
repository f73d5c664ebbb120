namespace Nobuco;

/// <summary>How far a node is converted as it should be; a module is as its worst node.</summary>
public enum NodeStatus
{
    /// <summary>The same as PyTorch's, exactly or within the tolerance.</summary>
    Accurate,

    /// <summary>Converted, and not compared.</summary>
    Unchecked,

    /// <summary>Off by more than the tolerance.</summary>
    Inaccurate,

    /// <summary>Of another shape or type, or the converter failed.</summary>
    Failed,

    /// <summary>There is no converter.</summary>
    NotConverted,
}
