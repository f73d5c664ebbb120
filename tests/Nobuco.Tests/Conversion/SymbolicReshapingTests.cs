using Nobuco.Conversion;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.Tests.Conversion;

public sealed class SymbolicReshapingTests
{
    /// <summary>101 is a size that a symbol's stand-in has too: the axes are not the same for that.</summary>
    [Fact]
    public void ASymbolIsNotTakenForANumber()
    {
        Dim size = Dim.Symbol("s0");
        TfTensor x = tf.Placeholder(new TfType(DType.Float32, [2, size, 101]), AxisOrder.ChannelsLast(3));
        TfTensor y = Reshaping.Reshape(x, [2, size, 101]);
        y.LogicalShape.ShouldBe([2, size, 101]);
        y.Value.Producer.Inputs[0].Producer.Op.Name.ShouldBe("Transpose");
    }
}
