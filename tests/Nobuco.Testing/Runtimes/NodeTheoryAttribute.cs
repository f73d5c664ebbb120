using Xunit;

namespace Nobuco.Testing.Runtimes;

/// <summary>A theory that runs TensorFlow.js, and is skipped with a word on how to get it where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = TfJsRuntimes.Missing;
}
