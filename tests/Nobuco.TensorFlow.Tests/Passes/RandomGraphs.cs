using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Tests.Passes;

/// <summary>Makes graphs of operations that passes know, on small tensors of rank 4, so that rules meet in every order.</summary>
internal sealed class RandomGraphs(Random random)
{
    private readonly List<TfTensor> _values = [];

    public static TfGraph Create(int seed, int nodes) => new RandomGraphs(new Random(seed)).Create(nodes);

    private TfGraph Create(int nodes)
    {
        _values.Add(Input([2, 5, 4, 3]));
        _values.Add(Input([2, 4, 6, 2]));
        NamedValue[] inputs = [.. _values.Select(static (v, i) => new NamedValue($"x{i}", v.Value))];
        while (_values.Count < nodes)
            _values.Add(Next());
        NamedValue[] outputs = [.. _values.TakeLast(3).Select(static (v, i) => new NamedValue($"y{i}", v.Value))];
        return new TfGraph(inputs, outputs);
    }

    private TfTensor Next()
    {
        // Mostly the newest value, so that chains grow long enough to match.
        TfTensor x = random.Next(3) == 0 ? Any(_values) : _values[^1];
        return random.Next(18) switch
        {
            0 => tf.Relu(x),
            1 => tf.Tanh(x),
            2 => tf.Neg(x),
            3 => tf.ClipByValue(x, 0, random.Next(2) == 0 ? 6 : 2),
            4 => tf.AddV2(x, Any(_values.FindAll(v => v.Shape == x.Shape))),
            5 => tf.Mul(x, tf.Sigmoid(x)),
            6 => tf.AddV2(x, Constant([x.Shape[3].Value])),
            7 => tf.Mul(x, Constant([x.Shape[3].Value])),
            8 => tf.AddV2(Convolution(x), Convolution(x)),
            9 => Convolution(x),
            10 => tf.Transpose(x, random.Next(2) == 0 ? [0, 3, 1, 2] : [0, 2, 3, 1]),
            11 => Permuted(x),
            12 => tf.ConcatV2([x, tf.Relu(x)], random.Next(4)) is { } joined && joined.Shape.Product().Value < 400 ? joined : x,
            13 => tf.Reshape(tf.Reshape(x, [x.Shape[0], -1]), x.Shape),
            14 => tf.Mean(x, [random.Next(4)], keepDims: true),
            15 => tf.Pad(tf.Pad(x, [0, 1, 0, 0], [0, 0, 0, 0]), [0, 0, 0, 0], [0, 0, 1, 0]) is { } padded && padded.Shape.Product().Value < 400 ? padded : x,
            16 => BatchNormalization(x),
            _ => tf.RealDiv(tf.Mul(x, 3.0), 6.0),
        };
    }

    private TfTensor Convolution(TfTensor x)
    {
        long channels = x.Shape[3].Value;
        int size = random.Next(2) == 0 ? 1 : 3;
        TfTensor padded = size == 1 ? x : tf.Pad(x, [0, 1, 1, 0], [0, 1, 1, 0]);
        TfTensor y = random.Next(3) == 0
            ? tf.DepthwiseConv2dNative(padded, Constant([size, size, channels, 1]), null, [1, 1], Padding.Valid, [1, 1])
            : tf.Conv2D(padded, Constant([size, size, channels, channels]), Constant([channels]), [1, 1], Padding.Valid, [1, 1]);
        return random.Next(2) == 0 ? BatchNormalization(y) : y;
    }

    private TfTensor BatchNormalization(TfTensor x)
    {
        Seq<long> shape = [x.Shape[3].Value];
        return tf.BatchNormalization(x, Constant(shape), Constant(shape), Constant(shape), tf.Constant(Positive(shape)), 0.1);
    }

    private TfTensor Permuted(TfTensor x)
    {
        int[] perm = [0, 1, 2, 3];
        random.Shuffle(perm);
        return tf.Transpose(x, [.. perm]);
    }

    private TfTensor Any(IReadOnlyList<TfTensor> values) => values[random.Next(values.Count)];

    private static TfTensor Input(Seq<Dim> shape) => tf.Placeholder(new TfType(DType.Float32, shape), AxisOrder.Identity(shape.Count));

    private TfTensor Constant(Seq<long> shape) => tf.Constant(Elements(shape, -0.6f));

    private Tensor Positive(Seq<long> shape) => Elements(shape, 0.5f);

    private Tensor Elements(Seq<long> shape, float lowest) =>
        Tensor.From(Enumerable.Range(0, (int)ShapeMath.Product(shape)).Select(_ => lowest + random.NextSingle()).ToArray().AsSpan(), shape);
}
