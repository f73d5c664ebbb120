using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>One operator of a file with the values of its inputs.</summary>
internal sealed class RaisingCall(TFLiteModel model, BuiltinOperator code, Operator node, TfTensor?[] inputs, TensorInfo[] outputs)
{
    public BuiltinOperator Code => code;

    public TFLiteModel Model => model;

    public OperatorOptions Options => node.Options ?? throw Unsupported("has no options");

    public int Count => inputs.Length;

    public IEnumerable<TfTensor> All => inputs.Select((_, i) => this[i]);

    public TfTensor this[int index] => Optional(index) ?? throw Unsupported($"lacks input {index}");

    /// <summary>An input that may be missing.</summary>
    public TfTensor? Optional(int index) => index < inputs.Length ? inputs[index] : null;

    public int ResultCount => outputs.Length;

    public DType OutputDType => outputs[0].Type.ToDType() ?? throw Unsupported($"has a result of type {outputs[0].Type}");

    /// <summary>The declared shape of the first result.</summary>
    public Seq<long> OutputShape => outputs[0].Shape.Select(s => (long)s).ToSeq();

    /// <summary>The elements of an integer input that must be known.</summary>
    public Seq<long> Integers(int index) => (this[index].Constant ?? throw Unsupported($"computes input {index} from data")).ToArray<long>().ToSeq();

    public int Integer(int index) => checked((int)Integers(index)[0]);

    /// <summary>Integers as sizes.</summary>
    public Seq<Dim> Sizes(int index) => Integers(index).Select(s => (Dim)s).ToSeq();

    /// <summary>Axes counted from the front.</summary>
    public Seq<int> Axes(int index, int rank) => Integers(index).Select(axis => ShapeMath.NormalizeAxis(axis, rank)).Distinct().Order().ToSeq();

    public Padding Padding => Options.Enum<PaddingType>("padding") == PaddingType.SAME ? Padding.Same : Padding.Valid;

    /// <summary>The fused activation as a function of what comes before it.</summary>
    public TfTensor Activated(TfTensor x) => node.Options is null ? x : Options.Enum<ActivationFunctionType>("fused_activation_function") switch
    {
        ActivationFunctionType.NONE => x,
        ActivationFunctionType.RELU => tf.Relu(x),
        ActivationFunctionType.RELU6 => tf.Relu6(x),
        ActivationFunctionType.RELU_N1_TO_1 => tf.ReluN1To1(x),
        ActivationFunctionType.TANH => tf.Tanh(x),
        var other => throw Unsupported($"applies {other}"),
    };

    public Seq<int> HeightAndWidth(string prefix, string suffix = "") => [Options.Int($"{prefix}h{suffix}"), Options.Int($"{prefix}w{suffix}")];

    public InvalidTFLiteException Unsupported(string why) => new(TFLiteFault.Unsupported, $"{code} cannot be run: it {why}.");
}
