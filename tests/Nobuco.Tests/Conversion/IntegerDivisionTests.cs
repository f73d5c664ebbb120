using Nobuco.Conversion;
using Nobuco.Conversion.Layout;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Executor;
using Nobuco.Tensors;

namespace Nobuco.Tests.Conversion;

/// <summary>Integers that single precision does not hold are divided exactly.</summary>
public sealed class IntegerDivisionTests
{
    private static readonly long[] _dividends = [2147483647, -2147483647, 16777217, -16777217, 99999999, -99999999, 7, -7];
    private static readonly long[] _divisors = [2, 2, 1, 3, -7, 7, -2, 2];

    [Theory]
    [InlineData("aten::div.Tensor_mode", "trunc")]
    [InlineData("aten::div.Tensor_mode", "floor")]
    [InlineData("aten::floor_divide", null)]
    [InlineData("aten::remainder.Tensor", null)]
    [InlineData("aten::fmod.Tensor", null)]
    public void IsExact(string operatorName, string? mode)
    {
        foreach (DType dtype in new[] { DType.Int32, DType.Int64 })
        {
            var program = new ProgramBuilder { DType = dtype };
            Value x = program.Input("x", 8), y = program.Input("y", 8);
            (string, object?)[] modes = mode is null ? [] : [("rounding_mode", mode)];
            TorchGraph graph = program.Build(program.Call(operatorName, [8], x, [("other", y), .. modes]));
            Tensor[] inputs = [Tensor.From(_dividends, 8).Cast(dtype), Tensor.From(_divisors, 8).Cast(dtype)];

            var any = new PortChoice(ChannelOrder.PyTorch, new Dictionary<string, ChannelOrder>());
            ConvertedGraph converted = GraphConverter.Convert(PreparedGraph.Of(graph), Converters.Default, any, any, out IReadOnlyList<Diagnostic> diagnostics);
            diagnostics.ShouldBeEmpty();
            IReadOnlyDictionary<string, Tensor> results = TfExecutor.Run(converted.Graph, converted.Graph.Inputs.Zip(inputs).ToDictionary(i => i.First.Name, i => i.Second));

            results.Values.Single().ToArray<long>().ShouldBe([.. _dividends.Zip(_divisors, (a, b) => Expected(operatorName, mode, a, b))]);
        }
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
