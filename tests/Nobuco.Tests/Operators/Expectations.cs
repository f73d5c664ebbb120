using Nobuco.Testing.Runtimes;

namespace Nobuco.Tests.Operators;

/// <summary>The cases that are known not to work, each with its reason. One that starts to work must leave the list.</summary>
internal static class Expectations
{
    /// <summary>Engine and case → what the error says.</summary>
    private static readonly Dictionary<(Engine, string), string> _failures = [];

    public static void Check(Engine engine, string name, Action test)
    {
        if (!_failures.TryGetValue((engine, name), out string? reason))
        {
            test();
            return;
        }
        Exception error = Should.Throw<Exception>(test, $"{name} works on {engine}: take it off the list of expected failures.");
        error.Message.ShouldContain(reason);
    }
}
