using Nobuco.Tensors;

namespace Nobuco.Testing.Runtimes;

/// <summary>A runtime that others wrote, which executes models.</summary>
public interface IModelRuntime
{
    /// <summary>Product and version, for messages.</summary>
    string Name { get; }

    /// <param name="model">The bytes of a <c>.tflite</c> file; for TensorFlow.js, which reads several files, the path of <c>model.json</c> in UTF-8.</param>
    /// <exception cref="RuntimeRejectedException">The runtime cannot prepare the model.</exception>
    IModelSession Load(byte[] model);
}

/// <summary>A model that a runtime has loaded. State that the model keeps lives as long as the session.</summary>
public interface IModelSession : IDisposable
{
    /// <summary>In the model's order, with the signature's names where the runtime knows signatures.</summary>
    IReadOnlyList<TensorInfo> Inputs { get; }

    /// <inheritdoc cref="Inputs"/>
    IReadOnlyList<TensorInfo> Outputs { get; }

    /// <summary>Runs the model once; inputs of another shape than the model's are resized to it.</summary>
    /// <param name="inputs">One tensor an input, of exactly its dtype.</param>
    /// <exception cref="ArgumentException">The number of inputs or a dtype is wrong.</exception>
    /// <exception cref="RuntimeRejectedException">The runtime cannot run it.</exception>
    IReadOnlyList<Tensor> Run(IReadOnlyList<Tensor> inputs);
}

/// <summary>An input or output of a model; a dimension that is not known is −1, or 1 where the runtime does not tell.</summary>
public sealed record TensorInfo(string Name, DType DType, Seq<long> Shape);

/// <summary>A runtime refused a model, or crashed over it.</summary>
public sealed class RuntimeRejectedException(string runtime, string reason) : Exception($"{runtime}: {reason}")
{
    /// <summary>What the runtime itself said.</summary>
    public string Reason { get; } = reason;
}

/// <summary>Shortcuts.</summary>
public static class ModelRuntimeExtensions
{
    /// <summary>Loads, runs once, forgets.</summary>
    public static IReadOnlyList<Tensor> Run(this IModelRuntime runtime, byte[] model, params IReadOnlyList<Tensor> inputs)
    {
        using IModelSession session = runtime.Load(model);
        return session.Run(inputs);
    }

    /// <summary>Throws unless there is one tensor an input, each of its input's dtype.</summary>
    internal static void Check(this IModelSession session, IReadOnlyList<Tensor> inputs)
    {
        if (inputs.Count != session.Inputs.Count)
            throw new ArgumentException($"The model has {session.Inputs.Count} inputs, {inputs.Count} were given.", nameof(inputs));
        foreach ((TensorInfo expected, Tensor given) in session.Inputs.Zip(inputs))
        {
            if (expected.DType != given.DType)
                throw new ArgumentException($"Input {expected.Name} of the model is {expected.DType.Name()}, {given} was given.", nameof(inputs));
        }
    }
}
