using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>A pooling of channels-last data [N, spatial…, C]. What SAME pads never takes part.</summary>
public abstract record PoolingOp : Op
{
    private protected TfType Pool(Seq<TfType> inputs, Seq<int> kernelSize, Seq<int> strides, Padding padding, int spatialAxes)
    {
        this.ExpectInputs(inputs, 1);
        this.ExpectRank(inputs[0], spatialAxes + 2, "the input");
        this.ExpectPerAxis(kernelSize.Count, spatialAxes, "kernel sizes");
        this.ExpectPerAxis(strides.Count, spatialAxes, "strides");
        TfType x = inputs[0];
        return x.WithShape([x.Shape[0], .. kernelSize.Select((size, i) => this.Window(x.Shape[i + 1], size, strides[i], 1, padding)), x.Shape[^1]]);
    }
}

/// <summary>[N, H, W, C] → [N, H', W', C]</summary>
public sealed record MaxPool(Seq<int> KernelSize, Seq<int> Strides, Padding Padding, Activation Activation = Activation.None) : PoolingOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs) => [Pool(inputs, KernelSize, Strides, Padding, 2)];
}

/// <summary>[N, H, W, C] → [N, H', W', C]; the divisor counts elements of the input only.</summary>
public sealed record AvgPool(Seq<int> KernelSize, Seq<int> Strides, Padding Padding, Activation Activation = Activation.None) : PoolingOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs) => [Pool(inputs, KernelSize, Strides, Padding, 2)];
}

/// <summary>[N, D, H, W, C] → [N, D', H', W', C]</summary>
public sealed record MaxPool3D(Seq<int> KernelSize, Seq<int> Strides, Padding Padding) : PoolingOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs) => [Pool(inputs, KernelSize, Strides, Padding, 3)];
}

/// <summary>[N, D, H, W, C] → [N, D', H', W', C]; the divisor counts elements of the input only.</summary>
public sealed record AvgPool3D(Seq<int> KernelSize, Seq<int> Strides, Padding Padding) : PoolingOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs) => [Pool(inputs, KernelSize, Strides, Padding, 3)];
}
