namespace Nobuco.PyTorch.Aten;

/// <summary>A program calls an operator that cannot be executed.</summary>
public sealed class UnsupportedOperatorException(string @operator)
    : NotSupportedException($"The operator {@operator} cannot be executed.")
{
    /// <summary>As PyTorch prints it: <c>aten.conv2d.default</c>.</summary>
    public string Operator { get; } = @operator;
}
