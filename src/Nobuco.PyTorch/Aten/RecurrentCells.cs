using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Kernel = Nobuco.Tensors.Kernels.Elementwise;

namespace Nobuco.PyTorch.Aten;

/// <summary>The steps of recurrent networks.</summary>
internal static class RecurrentCells
{
    /// <summary>i, f, g, o = gates; c' = σ(f) · c + σ(i) · tanh(g); h' = σ(o) · tanh(c'), projected where there is a projection.</summary>
    public static Tensor[] Lstm(Tensor input, Tensor[] states, RecurrentWeights weights)
    {
        IReadOnlyList<Tensor> gates = Shape.Chunk(Elementwise.Add(input, Linear.Apply(states[0], weights.HiddenHidden, weights.HiddenBias)), 4, -1);
        Tensor cell = Elementwise.Add(
            Elementwise.Mul(Sigmoid(gates[1]), states[1]), Elementwise.Mul(Sigmoid(gates[0]), Kernel.Unary(UnaryKind.Tanh, gates[2])));
        Tensor hidden = Elementwise.Mul(Sigmoid(gates[3]), Kernel.Unary(UnaryKind.Tanh, cell));
        return [weights.Projection is null ? hidden : Linear.Apply(hidden, weights.Projection, null), cell];
    }

    /// <summary>r, z, n = gates; n = tanh(n_x + σ(r) · n_h); h' = n + σ(z) · (h − n)</summary>
    public static Tensor[] Gru(Tensor input, Tensor[] states, RecurrentWeights weights)
    {
        IReadOnlyList<Tensor> x = Shape.Chunk(input, 3, -1), h = Shape.Chunk(Linear.Apply(states[0], weights.HiddenHidden, weights.HiddenBias), 3, -1);
        Tensor reset = Sigmoid(Elementwise.Add(x[0], h[0])), update = Sigmoid(Elementwise.Add(x[1], h[1]));
        Tensor candidate = Kernel.Unary(UnaryKind.Tanh, Elementwise.Add(x[2], Elementwise.Mul(reset, h[2])));
        return [Elementwise.Add(candidate, Elementwise.Mul(update, Elementwise.Sub(states[0], candidate)))];
    }

    /// <summary>h' = tanh(x + h · w_hhᵀ + b_hh)</summary>
    public static Tensor[] Tanh(Tensor input, Tensor[] states, RecurrentWeights weights) => Simple(UnaryKind.Tanh, input, states, weights);

    /// <summary>h' = max(x + h · w_hhᵀ + b_hh, 0)</summary>
    public static Tensor[] Relu(Tensor input, Tensor[] states, RecurrentWeights weights) => Simple(UnaryKind.Relu, input, states, weights);

    private static Tensor[] Simple(UnaryKind activation, Tensor input, Tensor[] states, RecurrentWeights weights) =>
        [Kernel.Unary(activation, Elementwise.Add(input, Linear.Apply(states[0], weights.HiddenHidden, weights.HiddenBias)))];

    private static Tensor Sigmoid(Tensor x) => Kernel.Unary(UnaryKind.Sigmoid, x);
}
