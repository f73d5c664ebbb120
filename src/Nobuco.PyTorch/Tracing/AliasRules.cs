using System.Collections.Frozen;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Tracing;

/// <summary>How the result of a call relates to the memory of an argument.</summary>
internal enum Aliasing
{
    /// <summary>New memory with new content.</summary>
    None,

    /// <summary>New memory with the content of the argument.</summary>
    Copy,

    /// <summary>The argument itself: the same Python object.</summary>
    Same,

    /// <summary>Another tensor that shows the argument as it is.</summary>
    Alias,

    /// <summary>A view that shows the argument otherwise.</summary>
    View,
}

/// <summary>Which results share memory with an argument, as PyTorch decides it.</summary>
internal static class AliasRules
{
    /// <summary>Only change the shape.</summary>
    private static readonly FrozenSet<string> Reshapes = Aten(
        "view", "reshape", "view_as", "reshape_as", "_reshape_alias", "flatten", "unflatten", "ravel", "squeeze", "unsqueeze");

    /// <summary>Copy where the layout in memory does not allow a view.</summary>
    private static readonly FrozenSet<string> CopyingReshapes = Aten("reshape", "reshape_as", "flatten", "ravel", "contiguous");

    private static readonly FrozenSet<string> SameWhenTypeStays = Aten("contiguous", "to", "lift", "resolve_conj", "resolve_neg");

    private static readonly FrozenSet<string> AliasWhenTypeStays = Aten(
        "view", "reshape", "view_as", "reshape_as", "_reshape_alias", "flatten", "unflatten", "ravel", "squeeze", "expand", "expand_as", "broadcast_to",
        "slice", "narrow", "alias", "detach", "lift_fresh", "data");

    private static readonly FrozenSet<string> Copies = Aten(
        "clone", "lift_fresh_copy", "alias_copy", "detach_copy", "_unsafe_view", "view_copy");

    /// <summary>Outside of training they give back what they get.</summary>
    private static readonly FrozenSet<string> Dropouts = Aten("dropout", "feature_dropout", "alpha_dropout", "feature_alpha_dropout");

    /// <summary>True for views of all elements in the same order.</summary>
    public static bool KeepsOrder(OperatorSchema schema) => Reshapes.Contains(schema.Name) || Dropouts.Contains(schema.Name);

    public static Aliasing Of(AtenCall call, TensorView? source, ViewLayout layout)
    {
        string name = call.Operator.Name;
        bool typeStays = source is not null && CallTypes.Flatten(call) is [TensorType type] && type == source.Type;
        if (typeStays && Copies.Contains(name))
            return Aliasing.Copy;
        if (source is not null && Dropouts.Contains(name))
            return CallTypes.Argument(call, "train") is false ? Aliasing.View : Aliasing.None;
        if (source is null || !call.Operator.IsView)
            return Aliasing.None;
        if (CopyingReshapes.Contains(name) && MustCopy(call, source, layout))
            return typeStays ? Aliasing.Copy : Aliasing.None;
        if (typeStays && name == "aten::to" && CallTypes.Argument(call, "copy") is true)
            return Aliasing.Copy;
        if (typeStays && SameWhenTypeStays.Contains(name))
            return Aliasing.Same;
        if (typeStays && AliasWhenTypeStays.Contains(name))
            return Aliasing.Alias;
        return name == "aten::to" ? Aliasing.None : Aliasing.View;
    }

    private static bool MustCopy(AtenCall call, TensorView source, ViewLayout layout)
    {
        if (call.Operator.Name != "aten::contiguous")
            return !layout.MayBeViewed(source, ((TensorType)call.ReturnTypes[0]!).Shape);
        return call.Arguments[1] is MemoryFormat.ChannelsLast or MemoryFormat.ChannelsLast3d || !layout.MayBeContiguous(source);
    }

    private static FrozenSet<string> Aten(params IEnumerable<string> names) => names.Select(name => $"aten::{name}").ToFrozenSet();
}
