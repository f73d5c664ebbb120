using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>Operations that apply an activation within themselves in TFLite.</summary>
internal static class FusedActivation
{
    /// <summary>The operation with another activation, or null if it has none.</summary>
    public static Op? With(Op op, Activation activation) => op switch
    {
        Conv2D o => o with { Activation = activation },
        DepthwiseConv2dNative o => o with { Activation = activation },
        Conv3D o => o with { Activation = activation },
        Conv2DBackpropInput o => o with { Activation = activation },
        Conv3DBackpropInputV2 o => o with { Activation = activation },
        Dense o => o with { Activation = activation },
        AddV2 o => o with { Activation = activation },
        Sub o => o with { Activation = activation },
        Mul o => o with { Activation = activation },
        RealDiv o => o with { Activation = activation },
        MaxPool o => o with { Activation = activation },
        AvgPool o => o with { Activation = activation },
        _ => null,
    };

    public static Activation Of(Op op) => op switch
    {
        Conv2D o => o.Activation,
        DepthwiseConv2dNative o => o.Activation,
        Conv3D o => o.Activation,
        Conv2DBackpropInput o => o.Activation,
        Conv3DBackpropInputV2 o => o.Activation,
        Dense o => o.Activation,
        AddV2 o => o.Activation,
        Sub o => o.Activation,
        Mul o => o.Activation,
        RealDiv o => o.Activation,
        MaxPool o => o.Activation,
        AvgPool o => o.Activation,
        _ => Activation.None,
    };

    /// <summary>The activation that an operation of its own is.</summary>
    public static Activation Named(Op op) => op switch
    {
        Relu => Activation.Relu,
        Relu6 => Activation.Relu6,
        ReluN1To1 => Activation.ReluN1To1,
        _ => Activation.None,
    };

    /// <summary>The activation that cuts at these bounds, or null.</summary>
    public static Activation? Between(double low, double high) => (low, high) switch
    {
        (0, double.PositiveInfinity) => Activation.Relu,
        (0, _) when high.IsClose(6) => Activation.Relu6,
        _ when low.IsClose(-1) && high.IsClose(1) => Activation.ReluN1To1,
        _ => null,
    };

    /// <summary>The activation as an operation of its own.</summary>
    public static Op AsOp(Activation activation) => activation switch
    {
        Activation.Relu => new Relu(),
        Activation.Relu6 => new Relu6(),
        _ => new ReluN1To1(),
    };
}
