using Nobuco.TensorFlow.Tests.Executor;
using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.SavedModel;
using Nobuco.TensorFlow.Targets.TfJs;
using Nobuco.Tensors;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>Every operation, written as SavedModel and for TensorFlow.js with its symbolic sizes, computes what the executor computes.</summary>
public sealed class OperationTests
{
    private const double Tolerance = 1e-4;

    /// <summary>Half precision is rounded to at other places, or not at all.</summary>
    private const double HalfTolerance = 1e-2;

    /// <summary>The beginnings of cases that cannot be run, and why.</summary>
    private static readonly (string Case, string Reason)[] s_limits =
    [
        ("Conv3DBackpropInputV2(f32[n,h,2,w,3]", "TensorFlow.js has no operation for Conv3DBackpropInputV2"),
    ];

    public static TheoryData<string> Cases => [.. OperationCases.All];

    [NodeTheory]
    [MemberData(nameof(Cases))]
    public void ComputesTheSameOnTfJs(string text)
    {
        if (s_limits.FirstOrDefault(limit => text.StartsWith(limit.Case, StringComparison.Ordinal)) is { Reason: { } reason })
            Should.Throw<Exception>(() => Check(new TfJsTarget(), text, (folder, inputs) => folder.RunOnTfJs(inputs))).Message.ShouldContain(reason);
        else
            Check(new TfJsTarget(), text, (folder, inputs) => folder.RunOnTfJs(inputs));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsReadBackFromSavedModels(string text) => Check(new SavedModelTarget(), text, (folder, inputs) => folder.Run(inputs));

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsReadBackFromTfJs(string text)
    {
        if (!s_limits.Any(limit => text.StartsWith(limit.Case, StringComparison.Ordinal)))
            Check(new TfJsTarget(), text, (folder, inputs) => folder.Run(inputs));
    }

    private static void Check(ITarget target, string text, Func<WrittenFolder, IReadOnlyDictionary<string, Tensor>, IReadOnlyDictionary<string, Tensor>> run)
    {
        using var folder = new WrittenFolder(target, Executor.OperationTests.Graph(text));
        foreach (Dictionary<string, long> sizes in Executor.OperationTests.Sizes)
        {
            var inputs = folder.Graph.Inputs.ToDictionary(i => i.Name, i => Executor.OperationTests.Random(i.Value.Type, sizes));
            folder.Compare(inputs, run(folder, inputs), text.Contains("f16", StringComparison.Ordinal) ? HalfTolerance : Tolerance);
        }
    }
}
