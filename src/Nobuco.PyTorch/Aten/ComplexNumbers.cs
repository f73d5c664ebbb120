using System.Numerics;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>Complex numbers and their parts. Conjugation is never lazy.</summary>
internal static class ComplexNumbers
{
    /// <summary>A view with an axis of (real, imaginary) at the end.</summary>
    [AtenOperator("aten::view_as_real")]
    public static Tensor ViewAsReal(Tensor self)
    {
        Seq<long> strides = [.. self.Strides.Select(stride => 2 * stride), 1];
        return new Tensor(self.Storage, TypePromotion.ToReal(self.DType), [.. self.Shape, 2], strides, 2 * self.Offset);
    }

    [AtenOperator("aten::view_as_complex")]
    public static Tensor ViewAsComplex(Tensor self)
    {
        Seq<long> strides = self.Strides[..^1].Select(stride => stride / 2).ToSeq();
        return new Tensor(self.Storage, TypePromotion.ToComplex(self.DType), self.Shape[..^1], strides, self.Offset / 2);
    }

    [AtenOperator("aten::real")]
    public static Tensor Real(Tensor self) => self.DType.IsComplex() ? ViewAsReal(self).Select(self.Rank, 0) : self;

    [AtenOperator("aten::imag")]
    public static Tensor Imag(Tensor self) => ViewAsReal(self).Select(self.Rank, 1);

    [AtenOperator("aten::conj")]
    [AtenOperator("aten::_conj")]
    [AtenOperator("aten::conj_physical")]
    [AtenOperator("aten::_conj_physical")]
    public static Tensor Conj(Tensor self) => self.DType.IsComplex() ? Map(self, Complex.Conjugate) : self;

    [AtenOperator("aten::resolve_conj")]
    [AtenOperator("aten::resolve_neg")]
    public static Tensor Resolve(Tensor self) => self;

    [AtenOperator("aten::complex")]
    public static Tensor FromParts(Tensor real, Tensor imag) => Combine(real, imag, static (x, y) => new Complex(x, y));

    [AtenOperator("aten::polar")]
    public static Tensor Polar(Tensor abs, Tensor angle) => Combine(abs, angle, Complex.FromPolarCoordinates);

    /// <summary>The phase; of a real number 0 or π, NaN of NaN.</summary>
    [AtenOperator("aten::angle")]
    public static Tensor Angle(Tensor self)
    {
        if (!self.DType.IsComplex())
            return Nobuco.Tensors.Kernels.Elementwise.Map(Elementwise.Floating(self), static x => double.IsNaN(x) ? x : x < 0 ? Math.PI : 0);
        double[] phases = Array.ConvertAll(self.ToArray<Complex>(), static x => x.Phase);
        return Tensor.From<double>(phases, self.Shape).Cast(TypePromotion.ToReal(self.DType));
    }

    private static Tensor Map(Tensor self, Converter<Complex, Complex> function) =>
        Tensor.From<Complex>(Array.ConvertAll(self.ToArray<Complex>(), function), self.Shape).Cast(self.DType);

    private static Tensor Combine(Tensor left, Tensor right, Func<double, double, Complex> function)
    {
        Seq<long> shape = ShapeMath.Broadcast(left.Shape, right.Shape);
        double[] a = left.BroadcastTo(shape).ToArray<double>(), b = right.BroadcastTo(shape).ToArray<double>();
        Complex[] result = [.. a.Zip(b, function)];
        return Tensor.From<Complex>(result, shape).Cast(TypePromotion.ToComplex(TypePromotion.ResultType(left, right)));
    }
}
