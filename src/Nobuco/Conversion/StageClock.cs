using System.Diagnostics;

namespace Nobuco.Conversion;

/// <summary>Times the stages of a conversion and tells the progress.</summary>
internal sealed class StageClock(IProgress<ConversionProgress>? progress)
{
    private readonly List<StageTime> _stages = [];

    public IReadOnlyList<StageTime> Stages => [.. _stages];

    public T Run<T>(string stage, Func<Action<double>, T> work)
    {
        progress?.Report(new ConversionProgress(stage, 0));
        long start = Stopwatch.GetTimestamp();
        try
        {
            return work(fraction => progress?.Report(new ConversionProgress(stage, fraction)));
        }
        finally
        {
            _stages.Add(new StageTime(stage, Stopwatch.GetElapsedTime(start)));
            progress?.Report(new ConversionProgress(stage, 1));
        }
    }

    public T Run<T>(string stage, Func<T> work) => Run(stage, _ => work());
}
