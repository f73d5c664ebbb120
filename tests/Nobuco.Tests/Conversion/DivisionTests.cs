using Nobuco.Conversion;
using Nobuco.Conversion.Layout;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Executor;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.Tests.Conversion;

/// <summary>Quotients and remainders are PyTorch's where rounding would change them.</summary>
public sealed class DivisionTests
{
    private static readonly long[] _dividends = [2147483647, -2147483647, 16777217, -16777217, 99999999, -99999999, 7, -7];
    private static readonly long[] _divisors = [2, 2, 1, 3, -7, 7, -2, 2];

    [Theory]
    [InlineData("aten::div.Tensor_mode", "trunc")]
    [InlineData("aten::div.Tensor_mode", "floor")]
    [InlineData("aten::floor_divide", null)]
    [InlineData("aten::remainder.Tensor", null)]
    [InlineData("aten::fmod.Tensor", null)]
    public void OfLargeIntegersIsExact(string operatorName, string? mode)
    {
        foreach (DType dtype in new[] { DType.Int32, DType.Int64 })
        {
            Tensor result = Run(operatorName, mode, Tensor.From(_dividends, 8).Cast(dtype), Tensor.From(_divisors, 8).Cast(dtype));
            result.ToArray<long>().ShouldBe([.. _dividends.Zip(_divisors, (a, b) => Expected(operatorName, mode, a, b))]);
        }
    }

    /// <summary>0.1, 0.3 and 0.7 are a little more than these in single precision, or less; the quotient of the first pair rounds up to 10.</summary>
    [Theory]
    [InlineData("aten::div.Tensor_mode", "floor")]
    [InlineData("aten::floor_divide", null)]
    public void OfFractionsIsThatOfTheRemainder(string operatorName, string? mode)
    {
        float[] dividends = [1, -1, 0.9f, 2.1f, 3, -3, 5, -5, 0], divisors = [0.1f, 0.1f, 0.3f, 0.7f, -0.1f, -0.3f, 0, 0, 2];
        float[] result = Run(operatorName, mode, Tensor.From(dividends, 9), Tensor.From(divisors, 9)).ToArray<float>();
        Elementwise.Binary(BinaryKind.FloorDivide, Tensor.From(dividends, 9), Tensor.From(divisors, 9)).ToArray<float>().ShouldBe(result);
        result[..2].ShouldBe([9, -10]);
        result[6..8].ShouldBe([float.PositiveInfinity, float.NegativeInfinity]);
    }

    private static Tensor Run(string operatorName, string? mode, Tensor x, Tensor y)
    {
        var program = new ProgramBuilder { DType = x.DType };
        Seq<Dim> shape = [x.Count];
        (string, object?)[] modes = mode is null ? [] : [("rounding_mode", mode)];
        TorchGraph graph = program.Build(program.Call(operatorName, shape, program.Input("x", shape), [("other", program.Input("y", shape)), .. modes]));
        var any = new PortChoice(ChannelOrder.PyTorch, new Dictionary<string, ChannelOrder>());
        ConvertedGraph converted = GraphConverter.Convert(PreparedGraph.Of(graph), Converters.Default, any, any, out IReadOnlyList<Diagnostic> diagnostics);
        diagnostics.ShouldBeEmpty();
        return TfExecutor.Run(converted.Graph, converted.Graph.Inputs.Zip([x, y]).ToDictionary(i => i.First.Name, i => i.Second)).Values.Single();
    }

    private static long Expected(string operatorName, string? mode, long a, long b)
    {
        long floor = (long)Math.Floor((decimal)a / b);
        return operatorName switch
        {
            "aten::remainder.Tensor" => a - (floor * b),
            "aten::fmod.Tensor" => a % b,
            _ => mode == "trunc" ? a / b : floor,
        };
    }
}
