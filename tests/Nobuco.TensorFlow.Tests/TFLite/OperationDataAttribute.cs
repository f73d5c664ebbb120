using System.Reflection;
using Nobuco.TensorFlow.Tests.Executor;
using Nobuco.Testing.Runtimes;
using Xunit.Sdk;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>The operation cases on an engine; one skipped test where it is not here.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OperationDataAttribute(Engine engine) : DataAttribute
{
    public override string? Skip
    {
        get => TFLiteRuntimes.Missing(engine);
        set => throw new NotSupportedException("An engine's tests are skipped where it is missing, and only there.");
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => OperationCases.All.Select(text => new object[] { engine, text });
}
