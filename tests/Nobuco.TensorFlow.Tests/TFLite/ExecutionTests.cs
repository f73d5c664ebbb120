using Nobuco.TensorFlow.Executor;
using Nobuco.Testing;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>Files of Google's converter, run by the managed executor, give PyTorch's numbers.</summary>
public sealed class ExecutionTests
{
    [Theory, FixtureData("tflite")]
    public void GivesTheGoldenNumbers(Fixture fixture)
    {
        foreach (ImportedModel model in ImportedModel.Load(fixture))
            model.Check(TfExecutor.Run(model.Graph, model.Inputs));
    }
}
