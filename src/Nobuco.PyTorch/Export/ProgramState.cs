using Nobuco.Tensors;

namespace Nobuco.PyTorch.Export;

/// <summary>The buffers of one session of a program: copies that runs write to. The first run of a session starts from what the file holds.</summary>
public sealed class ProgramState
{
    private readonly Dictionary<string, Tensor> _buffers = new(StringComparer.Ordinal);

    /// <summary>The buffers that runs have read or written until now, by qualified name.</summary>
    public IReadOnlyDictionary<string, Tensor> Buffers => _buffers;

    internal Tensor Get(string qualifiedName, Tensor initial)
    {
        if (!_buffers.TryGetValue(qualifiedName, out Tensor? buffer))
            _buffers.Add(qualifiedName, buffer = initial.Clone());
        return buffer;
    }

    internal void Set(string qualifiedName, Tensor value)
    {
        if (_buffers.TryGetValue(qualifiedName, out Tensor? buffer) && buffer.Shape == value.Shape)
            buffer.CopyFrom(value);
        else
            _buffers[qualifiedName] = value.Clone();
    }
}
