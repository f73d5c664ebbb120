using Nobuco.Tensors;
using Kernel = Nobuco.Tensors.Kernels.Padding;

namespace Nobuco.PyTorch.Aten;

/// <summary>Padding. Amounts are pairs (before, after) from the last axis on; negative ones crop.</summary>
internal static class Padding
{
    [AtenOperator("aten::constant_pad_nd")]
    public static Tensor ConstantPadNd(Tensor self, Seq<long> pad, Scalar value)
    {
        (Seq<int> before, Seq<int> after) = Amounts(pad, self.Rank);
        return Kernel.Constant(self, before, after, value.ToTensor(self.DType));
    }

    [AtenOperator("aten::pad")]
    public static Tensor Pad(Tensor self, Seq<long> pad, string mode, double? value) => mode switch
    {
        "reflect" => Reflection(self, pad),
        "replicate" => Replication(self, pad),
        "circular" => Circular(self, pad),
        _ => ConstantPadNd(self, pad, value ?? 0),
    };

    [AtenOperator("aten::_pad_enum")]
    public static Tensor PadEnum(Tensor self, Seq<long> pad, long mode, double? value) =>
        Pad(self, pad, mode switch { 0 => "reflect", 1 => "replicate", 2 => "circular", _ => "constant" }, value);

    [AtenOperator("aten::reflection_pad1d")]
    [AtenOperator("aten::reflection_pad2d")]
    [AtenOperator("aten::reflection_pad3d")]
    public static Tensor Reflection(Tensor self, Seq<long> padding)
    {
        (Seq<int> before, Seq<int> after) = Amounts(padding, self.Rank);
        return Kernel.Mirror(self, before, after, symmetric: false);
    }

    [AtenOperator("aten::replication_pad1d")]
    [AtenOperator("aten::replication_pad2d")]
    [AtenOperator("aten::replication_pad3d")]
    public static Tensor Replication(Tensor self, Seq<long> padding)
    {
        (Seq<int> before, Seq<int> after) = Amounts(padding, self.Rank);
        return Kernel.Edge(self, before, after);
    }

    [AtenOperator("aten::_pad_circular")]
    public static Tensor Circular(Tensor self, Seq<long> pad)
    {
        (Seq<int> before, Seq<int> after) = Amounts(pad, self.Rank);
        return Kernel.Circular(self, before, after);
    }

    private static (Seq<int> Before, Seq<int> After) Amounts(Seq<long> pad, int rank)
    {
        var before = new int[rank];
        var after = new int[rank];
        for (int i = 0; i < pad.Count / 2; i++)
            (before[rank - 1 - i], after[rank - 1 - i]) = ((int)pad[2 * i], (int)pad[(2 * i) + 1]);
        return ([.. before], [.. after]);
    }
}
