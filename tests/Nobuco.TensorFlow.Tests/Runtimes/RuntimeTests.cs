using Nobuco.Tensors;
using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.Runtimes;

/// <summary>
/// The runtimes themselves, on the files that Google's converter wrote. <c>known-failures.tsv</c> lists, by runtime and fixture, what fails and the words it fails with.
/// </summary>
public sealed class RuntimeTests
{
    private static readonly Dictionary<(string Runtime, string Fixture), string> s_knownFailures = File
        .ReadLines(Repository.PathOf("tests", "Nobuco.TensorFlow.Tests", "Runtimes", "known-failures.tsv"))
        .Skip(1)
        .Select(line => line.Split('\t'))
        .ToDictionary(columns => (columns[0], columns[1]), columns => columns[2]);

    [Theory]
    [EngineFixtureData(Engine.TensorFlowLite, "tflite")]
    [EngineFixtureData(Engine.LiteRt, "tflite")]
    public void RunsTheFilesOfGooglesConverter(Engine engine, Fixture fixture)
    {
        IModelRuntime runtime = TFLiteRuntimes.Get(engine);
        Exception? failure = Record.Exception(() => Compare(runtime, fixture));
        if (s_knownFailures.TryGetValue((runtime.Name, fixture.Name), out string? words))
            failure.ShouldNotBeNull("It is listed in known-failures.tsv but passes.").Message.ShouldContain(words);
        else
            failure.ShouldBeNull();
    }

    private static void Compare(IModelRuntime runtime, Fixture fixture)
    {
        using IModelSession session = runtime.Load(File.ReadAllBytes(fixture.TFLite));
        foreach (GoldenSet set in fixture.GoldenSets())
            Golden.Compare(Narrowed(set.Outputs), session.Run(Narrowed(set.Inputs)));
    }

    private static List<Tensor> Narrowed(IEnumerable<Tensor> tensors) =>
        [.. tensors.Select(tensor => tensor.DType == DType.Int64 ? tensor.Cast(DType.Int32) : tensor)];
}
