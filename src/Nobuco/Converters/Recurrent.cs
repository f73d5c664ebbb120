using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>
/// Recurrent networks over sequences of known length, step by step. The products with the inputs of all steps are one; weights are PyTorch's, gates stacked along
/// the first axis. Formulas: torch.nn.LSTM, GRU, RNN.
/// </summary>
public static class Recurrent
{
    [Converter("aten::gru.input", ForcePyTorchOrder)]
    [Implied("dropout")]
    public static (TfTensor Output, TfTensor Hidden) Gru(
        ConverterCall call, TfTensor input, TfTensor hx, IReadOnlyList<TfTensor> @params, bool hasBiases, int numLayers, bool train, bool bidirectional, bool batchFirst)
    {
        (TfTensor output, TfTensor[] states) = Run(call, GruStep, input, [hx], @params, hasBiases, numLayers, bidirectional, batchFirst);
        return (output, states[0]);
    }

    [Converter("aten::lstm.input", ForcePyTorchOrder)]
    [Implied("dropout")]
    public static (TfTensor Output, TfTensor Hidden, TfTensor Cell) Lstm(
        ConverterCall call, TfTensor input, IReadOnlyList<TfTensor> hx, IReadOnlyList<TfTensor> @params, bool hasBiases, int numLayers, bool train, bool bidirectional, bool batchFirst)
    {
        (TfTensor output, TfTensor[] states) = Run(call, LstmStep, input, hx, @params, hasBiases, numLayers, bidirectional, batchFirst);
        return (output, states[0], states[1]);
    }

    [Converter("aten::rnn_tanh.input", ForcePyTorchOrder)]
    [Implied("dropout")]
    public static (TfTensor Output, TfTensor Hidden) RnnTanh(
        ConverterCall call, TfTensor input, TfTensor hx, IReadOnlyList<TfTensor> @params, bool hasBiases, int numLayers, bool train, bool bidirectional, bool batchFirst)
    {
        (TfTensor output, TfTensor[] states) = Run(call, (x, h, state) => [tf.Tanh(x + h)], input, [hx], @params, hasBiases, numLayers, bidirectional, batchFirst);
        return (output, states[0]);
    }

    [Converter("aten::rnn_relu.input", ForcePyTorchOrder)]
    [Implied("dropout")]
    public static (TfTensor Output, TfTensor Hidden) RnnRelu(
        ConverterCall call, TfTensor input, TfTensor hx, IReadOnlyList<TfTensor> @params, bool hasBiases, int numLayers, bool train, bool bidirectional, bool batchFirst)
    {
        (TfTensor output, TfTensor[] states) = Run(call, (x, h, state) => [tf.Relu(x + h)], input, [hx], @params, hasBiases, numLayers, bidirectional, batchFirst);
        return (output, states[0]);
    }

    [Converter("aten::gru_cell", ForcePyTorchOrder)]
    public static TfTensor GruCell(TfTensor input, TfTensor hx, TfTensor wIh, TfTensor wHh, TfTensor? bIh, TfTensor? bHh) => Single(GruStep, input, [hx], wIh, wHh, bIh, bHh)[0];

    [Converter("aten::lstm_cell", ForcePyTorchOrder)]
    public static (TfTensor Hidden, TfTensor Cell) LstmCell(TfTensor input, IReadOnlyList<TfTensor> hx, TfTensor wIh, TfTensor wHh, TfTensor? bIh, TfTensor? bHh)
    {
        TfTensor[] states = Single(LstmStep, input, [.. hx], wIh, wHh, bIh, bHh);
        return (states[0], states[1]);
    }

    [Converter("aten::rnn_tanh_cell", ForcePyTorchOrder)]
    public static TfTensor RnnTanhCell(TfTensor input, TfTensor hx, TfTensor wIh, TfTensor wHh, TfTensor? bIh, TfTensor? bHh) =>
        Single(static (x, h, _) => [tf.Tanh(x + h)], input, [hx], wIh, wHh, bIh, bHh)[0];

    [Converter("aten::rnn_relu_cell", ForcePyTorchOrder)]
    public static TfTensor RnnReluCell(TfTensor input, TfTensor hx, TfTensor wIh, TfTensor wHh, TfTensor? bIh, TfTensor? bHh) =>
        Single(static (x, h, _) => [tf.Relu(x + h)], input, [hx], wIh, wHh, bIh, bHh)[0];

    private static TfTensor[] Single(Step step, TfTensor input, TfTensor[] state, TfTensor wIh, TfTensor wHh, TfTensor? bIh, TfTensor? bHh) =>
        step(tf.Dense(input, tf.Transpose(wIh, [1, 0]), bIh), tf.Dense(state[0], tf.Transpose(wHh, [1, 0]), bHh), state);

    /// <summary>The next state of a cell from the products with its input and with its hidden state, and the state.</summary>
    private delegate TfTensor[] Step(TfTensor x, TfTensor h, TfTensor[] state);

    /// <summary>r, z = σ(x + h); n = tanh(x + r · h); h' = n + z · (h − n).</summary>
    private static TfTensor[] GruStep(TfTensor x, TfTensor h, TfTensor[] state)
    {
        TfTensor[] fromInput = tf.Split(x, 3, 1), fromHidden = tf.Split(h, 3, 1);
        TfTensor reset = tf.Sigmoid(fromInput[0] + fromHidden[0]), update = tf.Sigmoid(fromInput[1] + fromHidden[1]);
        TfTensor candidate = tf.Tanh(fromInput[2] + (reset * fromHidden[2]));
        return [candidate + (update * (state[0] - candidate))];
    }

    /// <summary>i, f, o = σ(x + h), g = tanh(x + h); c' = f · c + i · g; h' = o · tanh(c').</summary>
    private static TfTensor[] LstmStep(TfTensor x, TfTensor h, TfTensor[] state)
    {
        TfTensor[] gates = tf.Split(x + h, 4, 1);
        TfTensor cell = (tf.Sigmoid(gates[1]) * state[1]) + (tf.Sigmoid(gates[0]) * tf.Tanh(gates[2]));
        return [tf.Sigmoid(gates[3]) * tf.Tanh(cell), cell];
    }

    /// <summary>All layers and directions. Sequences are <c>[T, B, …]</c> inside; states are <c>[layers · directions, B, H]</c>.</summary>
    private static (TfTensor Output, TfTensor[] States) Run(
        ConverterCall call, Step step, TfTensor input, IReadOnlyList<TfTensor> initial, IReadOnlyList<TfTensor> weights, bool hasBiases, int layers, bool bidirectional, bool batchFirst)
    {
        bool batched = input.Rank == 3;
        TfTensor x = !batched ? tf.ExpandDims(input, [1]) : batchFirst ? tf.Transpose(input, [1, 0, 2]) : input;
        if (x.Shape[0].TryValue is not { } length)
            throw call.NotExpressible("the length of its sequence is symbolic.");
        TfTensor[] states = [.. initial.Select(s => batched ? s : tf.ExpandDims(s, [1]))];
        int directions = bidirectional ? 2 : 1, perCell = weights.Count / (layers * directions);
        List<TfTensor>[] last = [.. states.Select(static _ => new List<TfTensor>())];
        for (int layer = 0; layer < layers; layer++)
        {
            List<TfTensor> outputs = [];
            for (int direction = 0; direction < directions; direction++)
            {
                int cell = (layer * directions) + direction;
                var parameters = weights.Skip(cell * perCell).Take(perCell).ToArray();
                TfTensor[] state = [.. states.Select(s => tf.Squeeze(tf.Slice(s, 0, cell, cell + 1), [0]))];
                outputs.Add(Cell(step, x, state, parameters, hasBiases, (int)length, backwards: direction == 1, last));
            }
            x = tf.ConcatV2(outputs, 2);
        }
        TfTensor output = !batched ? tf.Squeeze(x, [1]) : batchFirst ? tf.Transpose(x, [1, 0, 2]) : x;
        return (output, [.. last.Select(s => tf.ConcatV2(s, 0)).Select(s => batched ? s : tf.Squeeze(s, [1]))]);
    }

    /// <summary>One layer in one direction: its hidden states <c>[T, B, H]</c>; the last states are appended to <paramref name="last"/>.</summary>
    /// <param name="parameters">Weights of input and hidden state, their biases if there are, and the projection of the hidden state if there is.</param>
    private static TfTensor Cell(Step step, TfTensor x, TfTensor[] state, TfTensor[] parameters, bool hasBiases, int length, bool backwards, List<TfTensor>[] last)
    {
        TfTensor? Bias(int index) => hasBiases ? parameters[index] : null;
        TfTensor? projection = parameters.Length % 2 == 1 ? tf.Transpose(parameters[^1], [1, 0]) : null;
        TfTensor products = tf.Dense(x, tf.Transpose(parameters[0], [1, 0]), Bias(2)), recurrent = tf.Transpose(parameters[1], [1, 0]);
        var hidden = new TfTensor[length];
        for (int i = 0; i < length; i++)
        {
            int time = backwards ? length - 1 - i : i;
            TfTensor product = length == 1 ? tf.Squeeze(products, [0]) : tf.Squeeze(tf.Slice(products, 0, time, time + 1), [0]);
            state = step(product, tf.Dense(state[0], recurrent, Bias(3)), state);
            state = projection is null ? state : [tf.Dense(state[0], projection), .. state[1..]];
            hidden[time] = tf.ExpandDims(state[0], [0]);
        }
        for (int i = 0; i < state.Length; i++)
            last[i].Add(tf.ExpandDims(state[i], [0]));
        return tf.ConcatV2(hidden, 0);
    }
}
