using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>[N, H, W, C] → [N, Size[0], Size[1], C]. An integer vector of two after x carries the size at run time.</summary>
public abstract record ResizeOp(Seq<Dim> Size, bool AlignCorners, bool HalfPixelCenters) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1, 2);
        this.ExpectRank(inputs[0], 4, "the input");
        this.ExpectPerAxis(Size.Count, 2, "sizes");
        if (AlignCorners && HalfPixelCenters)
            throw this.Error("corners cannot be aligned with half-pixel centers.");
        if (inputs.Count == 2)
            this.ExpectShapeInput(inputs[1], 2);
        return [inputs[0].WithShape([inputs[0].Shape[0], .. Size, inputs[0].Shape[3]])];
    }
}

public sealed record ResizeBilinear(Seq<Dim> Size, bool AlignCorners, bool HalfPixelCenters) : ResizeOp(Size, AlignCorners, HalfPixelCenters);

public sealed record ResizeNearestNeighbor(Seq<Dim> Size, bool AlignCorners, bool HalfPixelCenters) : ResizeOp(Size, AlignCorners, HalfPixelCenters);
