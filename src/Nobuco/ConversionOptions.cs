using Nobuco.PyTorch.Aten;
using Nobuco.TensorFlow.Targets;
using Nobuco.Tensors;

namespace Nobuco;

/// <summary>How much of a conversion is checked.</summary>
public enum Verification
{
    /// <summary>Nothing: the fastest.</summary>
    None,

    /// <summary>Every node, with true inputs and end to end.</summary>
    Nodes,

    /// <summary>Every node, and the written file.</summary>
    Full,
}

/// <summary>What a conversion is to do. Without any option all is verified, and image-like inputs and outputs become channels-last.</summary>
public sealed record ConversionOptions
{
    /// <summary>The converters to use.</summary>
    public Converters Converters { get; init; } = Converters.Default;

    /// <summary>The axis order that the converted model takes its inputs in, but for those in <see cref="InputOrders"/>.</summary>
    public ChannelOrder InputOrder { get; init; } = ChannelOrder.TensorFlow;

    /// <summary>The order of single inputs, by name. <see cref="ChannelOrder.TensorFlow"/> is channels-last here for whatever input of rank 3 or more.</summary>
    public IReadOnlyDictionary<string, ChannelOrder> InputOrders { get; init; } = new Dictionary<string, ChannelOrder>();

    /// <summary>The axis order that the converted model gives its outputs in, but for those in <see cref="OutputOrders"/>.</summary>
    public ChannelOrder OutputOrder { get; init; } = ChannelOrder.TensorFlow;

    /// <summary>The order of single outputs, by name. <see cref="ChannelOrder.TensorFlow"/> is channels-last here for whatever output of rank 3 or more.</summary>
    public IReadOnlyDictionary<string, ChannelOrder> OutputOrders { get; init; } = new Dictionary<string, ChannelOrder>();

    /// <summary>
    /// Where the order is to be one or the other: names of nodes (<c>conv2d_1</c>) or paths of modules (<c>layer1.0</c>), whose results are brought into that order. Only where the global
    /// choice is not what is wanted.
    /// </summary>
    public IReadOnlyDictionary<string, ChannelOrder> OrderHints { get; init; } = new Dictionary<string, ChannelOrder>();

    /// <summary>
    /// What PyTorch computes, for verification: <c>EagerRegistry.Default.With("demo::swish_gate", (Tensor x, double beta) => …)</c> adds a custom operator. One that is not there is not checked (NBC0301).
    /// </summary>
    public EagerRegistry EagerOperators { get; init; } = EagerRegistry.Default;

    /// <summary>How much is checked.</summary>
    public Verification Verification { get; init; } = Verification.Full;

    /// <summary>
    /// The largest difference that passes, relative to the largest magnitude of PyTorch's tensor. Single nodes, whose inputs are PyTorch's own, must be within a tenth of it.
    /// </summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>
    /// The oldest TensorFlow Lite that must run TFLite models: <c>new Version(2, 9)</c>. What it lacks is made of what it has, at more cost, or is an error (NBC0105). Without it operators are as new as
    /// makes the best model.
    /// </summary>
    public Version? MinimumRuntime { get; init; }

    /// <summary>
    /// Inputs to verify with, by name or in order (<c>in0</c>, <c>in1</c>, …), in PyTorch's axis order. Without them the example inputs of the file are used, or random ones.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor>? Inputs { get; init; }

    /// <summary>How formats that can store weights in fewer bits do so: TensorFlow.js. It must be asked of one output at least.</summary>
    public WeightQuantization Quantization { get; init; } = WeightQuantization.None;

    /// <summary>Is told when a stage begins, and how far a long one is.</summary>
    public IProgress<ConversionProgress>? Progress { get; init; }
}

/// <summary>How far a conversion is.</summary>
/// <param name="Stage">The stage: <c>Tracing</c>, <c>Converting</c>, <c>Verifying</c>, <c>Verifying another size</c>, <c>Writing</c>, <c>Checking the file</c>.</param>
/// <param name="Fraction">How much of it is done, 0 to 1.</param>
public readonly record struct ConversionProgress(string Stage, double Fraction);
