namespace Nobuco.Zoo;

/// <summary>Checks that are known to fail, each with its reason; one that passes must leave the list.</summary>
internal static class ExpectedFailures
{
    /// <summary>Model and check → what its failure says.</summary>
    private static readonly Dictionary<(string Model, string Check), string> _all = new()
    {
        // TensorFlow Lite 2.9 knows CONV_2D up to version 5; grouped convolutions are version 6.
        [("torchvision/regnet_y_400mf", "TensorFlowLite")] = "CONV_2D' version '6'",
    };

    public static string? ReasonOf(string model, string check) => _all.GetValueOrDefault((model, check));
}
