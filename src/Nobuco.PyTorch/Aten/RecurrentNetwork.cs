using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>Rows of several sequences: those of step 0, then of step 1, ….</summary>
/// <param name="Rows">[Σ batch sizes, features]</param>
/// <param name="BatchSizes">How many sequences reach each step, in descending order.</param>
internal sealed record RecurrentSequence(Tensor Rows, IReadOnlyList<long> BatchSizes)
{
    /// <summary>Sequences of one length: [T, N, features].</summary>
    public static RecurrentSequence Of(Tensor steps) =>
        new(steps.Reshape([steps.Shape[0] * steps.Shape[1], steps.Shape[2]]), [.. Enumerable.Repeat(steps.Shape[1], (int)steps.Shape[0])]);
}

/// <summary>The outputs of the last layer, and per kind of state the last one of every layer and direction, stacked.</summary>
internal sealed record RecurrentResult(Tensor Output, IReadOnlyList<Tensor> States);

/// <summary>The parameters of one layer and direction.</summary>
internal sealed record RecurrentWeights(Tensor InputHidden, Tensor HiddenHidden, Tensor? InputBias, Tensor? HiddenBias, Tensor? Projection)
{
    public static IReadOnlyList<RecurrentWeights> Split(IReadOnlyList<Tensor> parameters, bool hasBiases, bool hasProjection) =>
    [
        .. parameters.Chunk(2 + (hasBiases ? 2 : 0) + (hasProjection ? 1 : 0)).Select(cell => new RecurrentWeights(
            cell[0], cell[1], hasBiases ? cell[2] : null, hasBiases ? cell[3] : null, hasProjection ? cell[^1] : null)),
    ];
}

/// <summary>One step.</summary>
/// <param name="input">x · w_ihᵀ + b_ih</param>
/// <param name="states">The states before; the first is the output.</param>
/// <returns>The states after.</returns>
internal delegate Tensor[] RecurrentCell(Tensor input, Tensor[] states, RecurrentWeights weights);

/// <summary>Layers of cells, in one direction or in both.</summary>
internal sealed record RecurrentNetwork(RecurrentCell Cell, IReadOnlyList<RecurrentWeights> Weights, bool IsBidirectional)
{
    /// <param name="initial">Per kind of state [layers · directions, N, H].</param>
    public RecurrentResult Run(RecurrentSequence input, IReadOnlyList<Tensor> initial)
    {
        int directions = IsBidirectional ? 2 : 1;
        var last = new List<Tensor[]>();
        for (int layer = 0; layer < Weights.Count / directions; layer++)
        {
            var outputs = new Tensor[directions];
            for (int direction = 0; direction < directions; direction++)
            {
                int index = (layer * directions) + direction;
                Tensor[] states = [.. initial.Select(state => state.Select(0, index))];
                (outputs[direction], Tensor[] final) = Layer(input, states, Weights[index], Cell, reverse: direction == 1);
                last.Add(final);
            }
            input = input with { Rows = directions == 1 ? outputs[0] : Shape.Cat(outputs, 1) };
        }
        return new RecurrentResult(input.Rows, [.. initial.Select((_, kind) => Shape.Stack([.. last.Select(states => states[kind])], 0))]);
    }

    /// <param name="initial">Per kind of state [N, H].</param>
    /// <returns>Rows as those of the input; the states after each sequence's last step.</returns>
    public static (Tensor Output, Tensor[] Last) Layer(RecurrentSequence input, Tensor[] initial, RecurrentWeights weights, RecurrentCell cell, bool reverse)
    {
        Tensor gates = Linear.Apply(input.Rows, weights.InputHidden, weights.InputBias);
        Tensor output = Tensor.Empty(input.Rows.DType, [input.Rows.Shape[0], initial[0].Shape[1]]);
        Tensor[] states = [.. initial.Select(state => state.Clone())];
        long[] ends = [.. input.BatchSizes];
        for (int step = 1; step < ends.Length; step++)
            ends[step] += ends[step - 1];
        for (int i = 0; i < ends.Length; i++)
        {
            int step = reverse ? ends.Length - 1 - i : i;
            long size = input.BatchSizes[step], start = ends[step] - size;
            // Sequences that have ended, or not begun, are the rows behind and keep their state.
            Tensor[] running = [.. states.Select(state => state.Slice(0, 0, size))];
            Tensor[] next = cell(gates.Slice(0, start, start + size), running, weights);
            for (int kind = 0; kind < states.Length; kind++)
                running[kind].CopyFrom(next[kind]);
            output.Slice(0, start, start + size).CopyFrom(next[0]);
        }
        return (output, states);
    }
}
