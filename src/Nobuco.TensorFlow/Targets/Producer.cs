namespace Nobuco.TensorFlow.Targets;

/// <summary>Who makes the files, as they say themselves.</summary>
internal static class Producer
{
    public const string Name = "Nobuco for .NET";
}
