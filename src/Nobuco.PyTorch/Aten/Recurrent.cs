using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>
/// Recurrent networks. Sequences are [T, N, I], or [N, T, I] when <c>batch_first</c>; parameters come per layer and direction as w_ih, w_hh, b_ih, b_hh
/// (where there are biases) and w_hr (where an LSTM has a projection).
/// </summary>
internal static class Recurrent
{
    [AtenOperator("aten::lstm.input")]
    public static (Tensor, Tensor, Tensor) Lstm(
        Tensor input, IReadOnlyList<Tensor> hx, IReadOnlyList<Tensor> @params, bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional, bool batchFirst)
    {
        Tensor steps = batchFirst ? input.Transpose(0, 1) : input;
        bool hasProjection = hx[0].Shape[^1] != hx[1].Shape[^1];
        RecurrentResult result = Network(RecurrentCells.Lstm, @params, hasBiases, hasProjection, train ? dropout : 0, bidirectional)
            .Run(RecurrentSequence.Of(steps), hx);
        return (Output(result.Output, steps, batchFirst), result.States[0], result.States[1]);
    }

    [AtenOperator("aten::lstm.data")]
    public static (Tensor, Tensor, Tensor) Lstm(
        Tensor data, Tensor batchSizes, IReadOnlyList<Tensor> hx, IReadOnlyList<Tensor> @params, bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional)
    {
        bool hasProjection = hx[0].Shape[^1] != hx[1].Shape[^1];
        RecurrentResult result = Network(RecurrentCells.Lstm, @params, hasBiases, hasProjection, train ? dropout : 0, bidirectional)
            .Run(new RecurrentSequence(data, batchSizes.ToArray<long>()), hx);
        return (result.Output, result.States[0], result.States[1]);
    }

    [AtenOperator("aten::gru.input")]
    public static (Tensor, Tensor) Gru(
        Tensor input, Tensor hx, IReadOnlyList<Tensor> @params, bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional, bool batchFirst) =>
        Run(RecurrentCells.Gru, input, hx, @params, hasBiases, train ? dropout : 0, bidirectional, batchFirst);

    [AtenOperator("aten::gru.data")]
    public static (Tensor, Tensor) Gru(
        Tensor data, Tensor batchSizes, Tensor hx, IReadOnlyList<Tensor> @params, bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional) =>
        Run(RecurrentCells.Gru, data, batchSizes, hx, @params, hasBiases, train ? dropout : 0, bidirectional);

    [AtenOperator("aten::rnn_tanh.input")]
    public static (Tensor, Tensor) RnnTanh(
        Tensor input, Tensor hx, IReadOnlyList<Tensor> @params, bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional, bool batchFirst) =>
        Run(RecurrentCells.Tanh, input, hx, @params, hasBiases, train ? dropout : 0, bidirectional, batchFirst);

    [AtenOperator("aten::rnn_tanh.data")]
    public static (Tensor, Tensor) RnnTanh(
        Tensor data, Tensor batchSizes, Tensor hx, IReadOnlyList<Tensor> @params, bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional) =>
        Run(RecurrentCells.Tanh, data, batchSizes, hx, @params, hasBiases, train ? dropout : 0, bidirectional);

    [AtenOperator("aten::rnn_relu.input")]
    public static (Tensor, Tensor) RnnRelu(
        Tensor input, Tensor hx, IReadOnlyList<Tensor> @params, bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional, bool batchFirst) =>
        Run(RecurrentCells.Relu, input, hx, @params, hasBiases, train ? dropout : 0, bidirectional, batchFirst);

    [AtenOperator("aten::rnn_relu.data")]
    public static (Tensor, Tensor) RnnRelu(
        Tensor data, Tensor batchSizes, Tensor hx, IReadOnlyList<Tensor> @params, bool hasBiases, long numLayers, double dropout, bool train, bool bidirectional) =>
        Run(RecurrentCells.Relu, data, batchSizes, hx, @params, hasBiases, train ? dropout : 0, bidirectional);

    [AtenOperator("aten::lstm_cell")]
    public static (Tensor, Tensor) LstmCell(Tensor input, IReadOnlyList<Tensor> hx, Tensor wIh, Tensor wHh, Tensor? bIh, Tensor? bHh)
    {
        Tensor[] states = RecurrentCells.Lstm(Linear.Apply(input, wIh, bIh), [.. hx], new RecurrentWeights(wIh, wHh, bIh, bHh, null));
        return (states[0], states[1]);
    }

    [AtenOperator("aten::gru_cell")]
    public static Tensor GruCell(Tensor input, Tensor hx, Tensor wIh, Tensor wHh, Tensor? bIh, Tensor? bHh) =>
        RecurrentCells.Gru(Linear.Apply(input, wIh, bIh), [hx], new RecurrentWeights(wIh, wHh, bIh, bHh, null))[0];

    [AtenOperator("aten::rnn_tanh_cell")]
    public static Tensor RnnTanhCell(Tensor input, Tensor hx, Tensor wIh, Tensor wHh, Tensor? bIh, Tensor? bHh) =>
        RecurrentCells.Tanh(Linear.Apply(input, wIh, bIh), [hx], new RecurrentWeights(wIh, wHh, bIh, bHh, null))[0];

    [AtenOperator("aten::rnn_relu_cell")]
    public static Tensor RnnReluCell(Tensor input, Tensor hx, Tensor wIh, Tensor wHh, Tensor? bIh, Tensor? bHh) =>
        RecurrentCells.Relu(Linear.Apply(input, wIh, bIh), [hx], new RecurrentWeights(wIh, wHh, bIh, bHh, null))[0];

    /// <summary>One layer and direction of an LSTM; <paramref name="weight0"/> … <paramref name="weight3"/> are w_ih, w_hh, b_ih, b_hh.</summary>
    [AtenOperator("aten::mkldnn_rnn_layer")]
    public static (Tensor, Tensor, Tensor, Tensor) MkldnnLayer(
        Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx, Tensor cx, bool reverse, Seq<long> batchSizes,
        long mode, long hiddenSize, long numLayers, bool hasBiases, bool bidirectional, bool batchFirst, bool train)
    {
        const long lstm = 2;
        if (mode != lstm)
            throw new UnsupportedOperatorException($"aten.mkldnn_rnn_layer.default of mode {mode}");
        var weights = new RecurrentWeights(weight0, weight1, hasBiases ? weight2 : null, hasBiases ? weight3 : null, null);
        Seq<long> state = [input.Shape[1], hiddenSize];
        (Tensor output, Tensor[] states) = RecurrentNetwork.Layer(
            RecurrentSequence.Of(input), [hx.Reshape(state), cx.Reshape(state)], weights, RecurrentCells.Lstm, reverse);
        return (Output(output, input, false), states[0].Reshape(hx.Shape), states[1].Reshape(cx.Shape), Tensor.Empty(DType.UInt8, [0]));
    }

    /// <summary>The rows of all sequences that reach step 0, then step 1, …: how packed sequences are stored.</summary>
    /// <param name="lengths">In descending order.</param>
    [AtenOperator("aten::_pack_padded_sequence")]
    public static (Tensor, Tensor) Pack(Tensor input, Tensor lengths, bool batchFirst)
    {
        Tensor steps = batchFirst ? input.Transpose(0, 1) : input;
        long[] all = lengths.ToArray<long>();
        long[] sizes = [.. Enumerable.Range(0, (int)all[0]).Select(step => (long)all.Count(length => length > step))];
        return (Shape.Cat([.. sizes.Select((size, step) => steps.Select(0, step).Slice(0, 0, size))], 0), Tensor.From(sizes, sizes.Length));
    }

    /// <summary>The inverse of <see cref="Pack"/>.</summary>
    [AtenOperator("aten::_pad_packed_sequence")]
    public static (Tensor, Tensor) Unpack(Tensor data, Tensor batchSizes, bool batchFirst, Scalar paddingValue, long totalLength)
    {
        long[] sizes = batchSizes.ToArray<long>();
        long length = Math.Max(sizes.Length, totalLength), start = 0;
        Tensor steps = Creation.Filled([length, sizes[0], .. data.Shape[1..]], paddingValue, data.DType);
        for (int step = 0; step < sizes.Length; step++)
            steps.Select(0, step).Slice(0, 0, sizes[step]).CopyFrom(data.Slice(0, start, start += sizes[step]));
        long[] lengths = [.. Enumerable.Range(0, (int)sizes[0]).Select(row => (long)sizes.Count(size => size > row))];
        return (batchFirst ? steps.Transpose(0, 1) : steps, Tensor.From(lengths, lengths.Length));
    }

    private static (Tensor, Tensor) Run(
        RecurrentCell cell, Tensor input, Tensor hx, IReadOnlyList<Tensor> parameters, bool hasBiases, double dropout, bool bidirectional, bool batchFirst)
    {
        Tensor steps = batchFirst ? input.Transpose(0, 1) : input;
        RecurrentResult result = Network(cell, parameters, hasBiases, false, dropout, bidirectional).Run(RecurrentSequence.Of(steps), [hx]);
        return (Output(result.Output, steps, batchFirst), result.States[0]);
    }

    private static (Tensor, Tensor) Run(
        RecurrentCell cell, Tensor data, Tensor batchSizes, Tensor hx, IReadOnlyList<Tensor> parameters, bool hasBiases, double dropout, bool bidirectional)
    {
        RecurrentResult result = Network(cell, parameters, hasBiases, false, dropout, bidirectional)
            .Run(new RecurrentSequence(data, batchSizes.ToArray<long>()), [hx]);
        return (result.Output, result.States[0]);
    }

    private static RecurrentNetwork Network(
        RecurrentCell cell, IReadOnlyList<Tensor> parameters, bool hasBiases, bool hasProjection, double dropout, bool bidirectional) => dropout > 0
        ? throw new UnsupportedOperatorException("a recurrent network with dropout")
        : new RecurrentNetwork(cell, RecurrentWeights.Split(parameters, hasBiases, hasProjection), bidirectional);

    private static Tensor Output(Tensor rows, Tensor steps, bool batchFirst)
    {
        Tensor output = rows.Reshape([steps.Shape[0], steps.Shape[1], rows.Shape[1]]);
        return batchFirst ? output.Transpose(0, 1) : output;
    }
}
