using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.Tests.Operators;

/// <summary>The cases that are known not to work, each with its reason. One that starts to work must leave the list.</summary>
internal static class Expectations
{
    /// <summary>Engine and case → what the error says.</summary>
    private static readonly Dictionary<(Engine, string), string> _failures = new()
    {
        // Converted for TensorFlow Lite 2.9, which has no CAST of float16 and bfloat16.
        [(Engine.TensorFlowLite, "unary/cast-half-float")] = "version 5 of the operator, which TensorFlow Lite has from 2.12 on",
        [(Engine.TensorFlowLite, "unary/cast-half-float (core)")] = "version 5 of the operator, which TensorFlow Lite has from 2.12 on",
        [(Engine.TensorFlowLite, "unary/cast-bfloat16")] = "version 7 of the operator, which TensorFlow Lite has from 2.17 on",
        [(Engine.TensorFlowLite, "unary/cast-bfloat16 (core)")] = "version 7 of the operator, which TensorFlow Lite has from 2.17 on",

        // BITWISE_XOR, which AND and OR of bits need as well, is newer than 2.9.
        [(Engine.TensorFlowLite, "binary/bitwise_and")] = "BITWISE_XOR",
        [(Engine.TensorFlowLite, "binary/bitwise_and (core)")] = "BITWISE_XOR",
        [(Engine.TensorFlowLite, "binary/bitwise_or")] = "BITWISE_XOR",
        [(Engine.TensorFlowLite, "binary/bitwise_or (core)")] = "BITWISE_XOR",
        [(Engine.TensorFlowLite, "binary/bitwise_xor")] = "BITWISE_XOR",
        [(Engine.TensorFlowLite, "binary/bitwise_xor (core)")] = "BITWISE_XOR",
    };

    /// <param name="test">False when the engine cannot tell: then nothing is known of an expected failure either.</param>
    public static void Check(Engine engine, string name, Func<bool> test)
    {
        if (!_failures.TryGetValue((engine, name), out string? reason))
        {
            _ = test();
            return;
        }
        try
        {
            if (!test())
                return;
        }
        catch (Exception error) when (error.Message.Contains(reason, StringComparison.Ordinal))
        {
            return;
        }
        throw new MismatchException($"{name} works on {engine}: take it off the list of expected failures.");
    }
}
