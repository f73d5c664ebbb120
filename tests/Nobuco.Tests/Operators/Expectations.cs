using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.Tests.Operators;

/// <summary>The cases that are known not to work, each with its reason. One that starts to work must leave the list.</summary>
internal static class Expectations
{
    /// <summary>Engine and case → what the error says.</summary>
    private static readonly Dictionary<(Engine, string), string> _failures = new()
    {
        // CONV_2D with groups is version 6; TensorFlow Lite 2.9 knows up to 5.
        [(Engine.TensorFlowLite, "conv/conv1d-grouped")] = "CONV_2D' version '6'",
        [(Engine.TensorFlowLite, "conv/conv2d-grouped")] = "CONV_2D' version '6'",
        [(Engine.TensorFlowLite, "conv/conv1d-grouped (core)")] = "CONV_2D' version '6'",
        [(Engine.TensorFlowLite, "conv/conv2d-grouped (core)")] = "CONV_2D' version '6'",

        // CAST of float16 and bfloat16 is newer than 2.9.
        [(Engine.TensorFlowLite, "unary/cast-half-float")] = "'CAST' version '5'",
        [(Engine.TensorFlowLite, "unary/cast-half-float (core)")] = "'CAST' version '5'",
        [(Engine.TensorFlowLite, "unary/cast-bfloat16")] = "'CAST' version '7'",
        [(Engine.TensorFlowLite, "unary/cast-bfloat16 (core)")] = "'CAST' version '7'",

        // BITWISE_XOR, which AND and OR of bits need as well, is newer than 2.9.
        [(Engine.TensorFlowLite, "binary/bitwise_and")] = "builtin_code out of range: 160",
        [(Engine.TensorFlowLite, "binary/bitwise_and (core)")] = "builtin_code out of range: 160",
        [(Engine.TensorFlowLite, "binary/bitwise_or")] = "builtin_code out of range: 160",
        [(Engine.TensorFlowLite, "binary/bitwise_or (core)")] = "builtin_code out of range: 160",
        [(Engine.TensorFlowLite, "binary/bitwise_xor")] = "builtin_code out of range: 160",
        [(Engine.TensorFlowLite, "binary/bitwise_xor (core)")] = "builtin_code out of range: 160",
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
