namespace Nobuco.TensorFlow.Targets.Keras.Model;

/// <summary>A functional model of Keras: layers, or operations that act like them, and the calls that connect them.</summary>
/// <param name="Layers">In the order in which Keras lists them.</param>
/// <param name="Inputs">Results of <c>InputLayer</c>s.</param>
internal sealed record KerasModel(string Name, IReadOnlyList<KerasLayer> Layers, IReadOnlyList<KerasTensor> Inputs, IReadOnlyList<KerasTensor> Outputs);
