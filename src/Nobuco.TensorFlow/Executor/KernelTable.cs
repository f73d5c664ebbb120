using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Executor;

/// <summary>The reference kernel of every operation.</summary>
internal sealed class KernelTable
{
    private static readonly KernelTable _all = new();

    private readonly Dictionary<Type, Func<Op, KernelCall, Tensor[]>> _kernels = [];

    private KernelTable()
    {
        ActivationKernels.AddTo(this);
        ConvolutionKernels.AddTo(this);
        CreationKernels.AddTo(this);
        ElementwiseKernels.AddTo(this);
        IndexingKernels.AddTo(this);
        LinearKernels.AddTo(this);
        NormalizationKernels.AddTo(this);
        PaddingKernels.AddTo(this);
        PoolingKernels.AddTo(this);
        ReductionKernels.AddTo(this);
        ResizeKernels.AddTo(this);
        ShapeKernels.AddTo(this);
    }

    /// <summary>The contiguous results of a node.</summary>
    public static Tensor[] Run(KernelCall call)
    {
        Op op = call.Node.Op;
        if (!_all._kernels.TryGetValue(op.GetType(), out Func<Op, KernelCall, Tensor[]>? kernel))
            throw new ExecutionException($"{op.Name} has no reference kernel.");
        Tensor[] results = kernel(op, call);
        return [.. results.Select(static result => result.Contiguous())];
    }

    public static bool Contains(Type op) => _all._kernels.ContainsKey(op);

    public void Add<TOp>(Func<TOp, KernelCall, Tensor> kernel) where TOp : Op =>
        _kernels.Add(typeof(TOp), (op, call) => [kernel((TOp)op, call)]);

    public void AddSeveral<TOp>(Func<TOp, KernelCall, IEnumerable<Tensor>> kernel) where TOp : Op =>
        _kernels.Add(typeof(TOp), (op, call) => [.. kernel((TOp)op, call)]);
}
