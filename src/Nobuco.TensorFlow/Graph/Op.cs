using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph;

/// <summary>
/// One TensorFlow or Keras-level operation: a record of its attributes that knows the types of its results.
/// Its reference kernel is in <c>Executor/</c>, its lowering in every target's <c>Lowering/</c>, in the file of its family.
/// </summary>
public abstract record Op
{
    /// <summary>TensorFlow's name of the operation; the record's own.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The types of the results.</summary>
    /// <exception cref="ShapeException">The operation does not accept inputs of these types.</exception>
    public abstract Seq<TfType> Infer(Seq<TfType> inputs);
}

/// <summary>An operation does not accept its inputs' types.</summary>
public sealed class ShapeException(string message) : Exception(message);
