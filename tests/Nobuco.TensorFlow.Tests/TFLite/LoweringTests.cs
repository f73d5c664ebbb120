using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>The graphs of files of Google's converter, written by us, give PyTorch's numbers on real runtimes.</summary>
public sealed class LoweringTests
{
    /// <summary>What an engine cannot run as Google's converter wrote it.</summary>
    private static readonly Dictionary<(Engine, string), string> s_limits = new()
    {
        [(Engine.TensorFlowLite, "conv/conv1d-grouped")] = "2.9 lacks groups",
        [(Engine.TensorFlowLite, "conv/conv2d-grouped")] = "2.9 lacks groups",
        [(Engine.TensorFlowLite, "conv/transpose2d-grouped")] = "2.9 lacks groups",
        [(Engine.LiteRt, "unary/tan")] = "the quotient of sine and cosine, which that file computes, is inaccurate near the poles",
    };

    [Theory]
    [EngineFixtureData(Engine.LiteRt, "tflite")]
    [EngineFixtureData(Engine.TensorFlowLite, "tflite")]
    public void RunsOnRealRuntimes(Engine engine, Fixture fixture)
    {
        foreach (ImportedModel model in ImportedModel.Load(fixture).Where(m => WrittenModel.Takes(engine, m.Graph)))
        {
            byte[] written = WrittenModel.Write(model.Graph);
            if (s_limits.ContainsKey((engine, fixture.Name)) || WrittenModel.IsTooNew(engine, written))
                Should.Throw<Exception>(() => model.Check(WrittenModel.Run(engine, model.Graph, written, model.Inputs)));
            else
                model.Check(WrittenModel.Run(engine, model.Graph, written, model.Inputs));
        }
    }
}
