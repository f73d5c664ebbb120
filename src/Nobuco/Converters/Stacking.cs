using Nobuco.Conversion;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Joining along the first, second or third axis, which tensors of lower rank are given first.</summary>
public static class Stacking
{
    /// <summary>Along the second axis; vectors along their only one.</summary>
    [Converter("aten::hstack", Manual)]
    public static TfTensor HStack(ConverterCall call, IReadOnlyList<TfTensor> tensors)
    {
        TfTensor[] parts = [.. tensors.Select(AtLeast1d)];
        return Shape.Cat(call, parts, parts[0].Rank == 1 ? 0 : 1);
    }

    [Converter("aten::vstack", Manual)]
    [Converter("aten::row_stack", Manual)]
    public static TfTensor VStack(ConverterCall call, IReadOnlyList<TfTensor> tensors) => Shape.Cat(call, [.. tensors.Select(AtLeast2d)], 0);

    [Converter("aten::dstack", Manual)]
    public static TfTensor DStack(ConverterCall call, IReadOnlyList<TfTensor> tensors) => Shape.Cat(call, [.. tensors.Select(AtLeast3d)], 2);

    /// <summary>Numbers and vectors are columns.</summary>
    [Converter("aten::column_stack", Manual)]
    public static TfTensor ColumnStack(ConverterCall call, IReadOnlyList<TfTensor> tensors) =>
        Shape.Cat(call, [.. tensors.Select(static x => x.Rank < 2 ? Reshaping.Reshape(x, [x.Shape.Product(), 1]) : x)], 1);

    [Converter("aten::atleast_1d", Manual)]
    public static TfTensor AtLeast1d(TfTensor self) => self.Rank < 1 ? Reshaping.Reshape(self, [1]) : self;

    /// <summary>A vector becomes a row.</summary>
    [Converter("aten::atleast_2d", Manual)]
    public static TfTensor AtLeast2d(TfTensor self) => self.Rank < 2 ? Reshaping.Reshape(self, [1, self.Shape.Product()]) : self;

    /// <summary>A vector becomes <c>[1, n, 1]</c>, a matrix <c>[m, n, 1]</c>.</summary>
    [Converter("aten::atleast_3d", Manual)]
    public static TfTensor AtLeast3d(TfTensor self) => self.Rank switch
    {
        0 or 1 => Reshaping.Reshape(self, [1, self.Shape.Product(), 1]),
        2 => Reshaping.Reshape(self, [.. self.LogicalShape, Dim.One]),
        _ => self,
    };
}
