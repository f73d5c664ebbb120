using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Targets.Keras.Files;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

/// <summary>Recurrent layers over [N, T, C], unrolled: the kernels are [C, gates · U] and [U, gates · U].</summary>
internal static class Recurrent
{
    /// <summary>One step: the input's product, the states, and the new states, of which the first is the result.</summary>
    private delegate TfTensor[] Step(TfTensor x, TfTensor[] states);

    public static TfTensor Lstm(RaisingCall call) => Unroll(call, Cell("LSTM", call.Layer.Config, [.. Weights(call, "")], call));

    public static TfTensor Gru(RaisingCall call) => Unroll(call, Cell("GRU", call.Layer.Config, [.. Weights(call, "")], call));

    public static TfTensor SimpleRnn(RaisingCall call) => Unroll(call, Cell("SimpleRNN", call.Layer.Config, [.. Weights(call, "")], call));

    /// <summary>The layer and one that goes backwards, side by side.</summary>
    public static TfTensor Bidirectional(RaisingCall call)
    {
        JsonNode layer = call.Layer.Config.Member("layer");
        var config = (JsonObject)layer.Member("config");
        string kind = layer.Text("class_name");
        TfTensor[] all = [.. Weights(call, "")];
        int half = all.Length / 2;
        TfTensor forward = Unroll(call[0], config, Cell(kind, config, all[..half], call), backwards: false);
        TfTensor backward = Unroll(call[0], config, Cell(kind, config, all[half..], call), backwards: true);
        return tf.ConcatV2([forward, backward], -1);
    }

    private static IEnumerable<TfTensor> Weights(RaisingCall call, string prefix) => call.Layer.Weights
        .Select((weight, i) => (weight.Name, Index: i))
        .OrderBy(static w => w.Name.Contains("backward", StringComparison.Ordinal) ? 1 : 0)
        .Where(w => w.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(w => call.Weight(w.Index));

    private static (Step Step, int States) Cell(string kind, JsonObject config, TfTensor[] weights, RaisingCall call)
    {
        string activation = (string?)config["activation"] ?? "tanh", recurrent = (string?)config["recurrent_activation"] ?? "sigmoid";
        TfTensor Act(TfTensor x) => Activations.Apply(call, activation, x);
        TfTensor Gate(TfTensor x) => Activations.Apply(call, recurrent, x);
        return kind switch
        {
            "SimpleRNN" => ((x, s) => [Act(tf.Dense(x, weights[0], weights[2]) + tf.Dense(s[0], weights[1]))], 1),
            "LSTM" => ((x, s) =>
            {
                TfTensor[] z = tf.Split(tf.Dense(x, weights[0], weights[2]) + tf.Dense(s[0], weights[1]), 4, 1);
                TfTensor carry = (Gate(z[1]) * s[1]) + (Gate(z[0]) * Act(z[2]));
                return [Gate(z[3]) * Act(carry), carry];
            }, 2),
            "GRU" when (bool?)config["reset_after"] ?? true => ((x, s) =>
            {
                TfTensor[] bias = tf.Unpack(weights[2], 2);
                TfTensor[] a = tf.Split(tf.Dense(x, weights[0], bias[0]), 3, 1), b = tf.Split(tf.Dense(s[0], weights[1], bias[1]), 3, 1);
                TfTensor update = Gate(a[0] + b[0]), candidate = Act(a[2] + (Gate(a[1] + b[1]) * b[2]));
                return [(update * s[0]) + ((1 - update) * candidate)];
            }, 1),
            _ => throw call.Unsupported($"has a cell of the kind {kind}"),
        };
    }

    private static TfTensor Unroll(RaisingCall call, (Step Step, int States) cell) => Unroll(call[0], call.Layer.Config, cell, call.Flag("go_backwards"));

    private static TfTensor Unroll(TfTensor x, JsonObject config, (Step Step, int States) cell, bool backwards)
    {
        TfTensor zero = tf.Fill([x.Shape[0], config.Member("units").GetValue<long>()], tf.Constant(0, x.DType));
        TfTensor[] states = [.. Enumerable.Repeat(zero, cell.States)];
        IEnumerable<TfTensor> inputs = tf.Unpack(x, (int)x.Shape[1].Value, 1);
        List<TfTensor> results = [];
        foreach (TfTensor input in backwards ? inputs.Reverse() : inputs)
        {
            states = cell.Step(input, states);
            results.Add(states[0]);
        }
        if (backwards)
            results.Reverse();
        return (bool?)config["return_sequences"] ?? false ? tf.Pack(results, 1) : states[0];
    }
}
