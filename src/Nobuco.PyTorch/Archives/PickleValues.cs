using Nobuco.Tensors;

namespace Nobuco.PyTorch.Archives;

/// <summary>A class or function that a pickle names. It is never looked up.</summary>
public sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>A Python tuple.</summary>
public sealed record PickleTuple(Seq<object?> Items);

/// <summary>A Python dict in insertion order.</summary>
public sealed class PickleDict
{
    public List<KeyValuePair<object?, object?>> Items { get; } = [];
}

/// <summary>A <c>torch.nn.Parameter</c>, for writing; read, it is its tensor.</summary>
public sealed record PickleParameter(Tensor Tensor, bool RequiresGradient);

/// <summary>What gives the pickle's names a meaning.</summary>
internal interface IPickleHost
{
    /// <summary>True when the pickle may name this class or function.</summary>
    bool Allows(PickleGlobal global);

    /// <summary>What the persistent id stands for: PyTorch's storages.</summary>
    object? Load(object? persistentId);

    /// <summary>The result of the call of an allowed class or function.</summary>
    object? Call(PickleGlobal global, Seq<object?> arguments);
}
