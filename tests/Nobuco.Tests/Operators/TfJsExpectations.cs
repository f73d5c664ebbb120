using Nobuco.Testing;

namespace Nobuco.Tests.Operators;

/// <summary>The cases that TensorFlow.js cannot run, in its own words. One that starts to work must leave the list.</summary>
internal static class TfJsExpectations
{
    /// <summary>Case → what the error says.</summary>
    private static readonly Dictionary<string, string> _failures = new()
    {
        // TensorFlow.js has float32 only, so that nothing is rounded to half precision on the way.
        ["unary/cast-half-float"] = "allowed 0.0001",
        ["unary/cast-bfloat16"] = "allowed 0.0001",
    };

    public static void Check(string name, Action test)
    {
        if (!_failures.TryGetValue(name, out string? reason))
        {
            test();
            return;
        }
        try
        {
            test();
        }
        catch (Exception error) when (error.Message.Contains(reason, StringComparison.Ordinal))
        {
            return;
        }
        throw new MismatchException($"{name} works on TensorFlow.js: take it off the list of expected failures.");
    }
}
