namespace Nobuco.PyTorch.Tracing;

/// <summary>A tensor of a program that is being traced. In-place operators on shapes (<c>unsqueeze_</c>) give it another view.</summary>
internal sealed class TracedTensor(TensorView view)
{
    public TensorView View { get; set; } = view;

    public override string ToString() => View.Type.ToString();
}
