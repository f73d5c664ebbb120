using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tests.Tracing;

/// <summary>Views, copies and writes through views in a random order, executed and traced at the same time.</summary>
internal sealed class RandomProgram(int seed)
{
    private readonly Random _random = new(seed);
    private readonly EagerSurface _eager = new();
    private readonly TracingSurface _traced = new(SchemaTable.Default, new ViewLayout(new Dictionary<string, long>()));
    // What is expanded is only read: PyTorch does not write to elements that are several at once.
    private readonly List<(Tensor Eager, object Traced, bool CanWrite)> _tensors = [];
    private int _calls;

    /// <summary>What was called, for the message of a failure.</summary>
    public List<string> Log { get; } = [];

    /// <returns>The elements of all tensors at the end, as executed and as the graph gives them, and the graph.</returns>
    public (IReadOnlyList<Tensor> Expected, IReadOnlyList<Tensor> Actual, TorchGraph Graph) Run(int steps)
    {
        Tensor x = Tensor.From(Enumerable.Range(0, 48).Select(i => i - 20f).ToArray(), 2, 4, 6);
        Tensor input = x.Clone();
        _tensors.Add((x, _traced.AddInput("x", TypeOf(x)), true));
        for (int step = 0; step < steps; step++)
            Step();
        TorchGraph graph = _traced.Finish(_tensors.Select((tensor, i) => ($"out{i}", (object?)tensor.Traced)), new Dictionary<string, SymbolRange>());
        return ([.. _tensors.Select(tensor => tensor.Eager)], new TorchGraphEvaluator().Run(graph, [input]).Tensors, graph);
    }

    private void Step()
    {
        int at = _random.Next(_tensors.Count);
        Tensor x = _tensors[at].Eager;
        int rank = x.Rank, axis = rank == 0 ? 0 : _random.Next(rank), other = rank == 0 ? 0 : _random.Next(rank);
        long size = rank == 0 ? 1 : x.Shape[axis];
        switch (_random.Next(24))
        {
            case 0 when rank > 0: View(at, "slice", "Tensor", (long)axis, (Dim)_random.Next((int)size), (Dim)long.MaxValue, (Dim)(1 + _random.Next(2))); break;
            case 1 when rank > 0: View(at, "select", "int", (long)axis, (Dim)(_random.Next((int)size) - size)); break;
            case 2 when rank > 0: View(at, "transpose", "int", (long)axis, (long)other); break;
            case 3 when rank > 0: View(at, "permute", "", Enumerable.Range(0, rank).Select(i => (long)i).OrderBy(_ => _random.Next()).ToSeq()); break;
            case 4 when rank < 5: View(at, "unsqueeze", "", (long)axis); break;
            case 5 when rank > 0: View(at, "squeeze", "dim", (long)axis); break;
            case 6: View(at, "reshape", "", Seq.Repeat((Dim)(-1), 1)); break;
            case 7 when x.Count % 2 == 0: View(at, "reshape", "", new[] { (Dim)2, -1 }.ToSeq()); break;
            case 8: View(at, "contiguous", "", MemoryFormat.Contiguous); break;
            case 9: View(at, "detach", ""); break;
            case 10 when rank > 0: View(at, "chunk", "", 2L, (long)axis); break;
            case 11 when rank > 0 && size < 5: View(at, "unbind", "int", (long)axis); break;
            case 12 when axis != other: View(at, "diagonal", "", (long)_random.Next(-1, 2), (long)axis, (long)other); break;
            case 13 when rank > 0: View(at, "narrow", "", (long)axis, (Dim)0, (Dim)((size + 1) / 2)); break;
            case 14 when rank > 0: View(at, "flatten", "using_ints", 0L, -1L); break;
            case 15: View(at, "clone", "", (object?)null); break;
            case 16 when rank < 4: View(at, "expand", "", new[] { (Dim)2 }.Concat(x.Shape.Select(length => (Dim)length)).ToSeq(), false); break;
            case 17 when rank is > 0 and < 5: Call("unsqueeze_", "", at, (long)axis); break;
            case 18 when _tensors[at].CanWrite: Call("relu_", "", at); break;
            case 19 when _tensors[at].CanWrite: Call("add_", "Scalar", at, (double)_random.Next(9), 1L); break;
            case 20 when _tensors[at].CanWrite: Call("fill_", "Scalar", at, (double)_random.Next(9)); break;
            case 21 when _tensors[at].CanWrite: WriteFromOther("copy_", "", at, false); break;
            case 22 when _tensors[at].CanWrite: WriteFromOther("mul_", "Tensor", at); break;
            case 23 when _tensors[at].CanWrite: WriteFromOther("add_", "Tensor", at, 1L); break;
        }
    }

    private void View(int at, string name, string overload, params object?[] arguments)
    {
        (IReadOnlyList<object?> eager, IReadOnlyList<object?> traced) = Call(name, overload, at, arguments);
        foreach ((object? result, object? recorded) in Flatten(eager).Zip(Flatten(traced)))
        {
            // contiguous may give back the tensor it gets, which then is one tensor and not two.
            if (((Tensor)result!).Count > 0 && !(name == "contiguous" && ReferenceEquals(result, _tensors[at].Eager)))
                _tensors.Add(((Tensor)result, recorded!, name != "expand" && (name == "clone" || _tensors[at].CanWrite)));
        }
    }

    /// <summary>Another tensor that broadcasts to the target is the source.</summary>
    private void WriteFromOther(string name, string overload, int at, params object?[] arguments)
    {
        Seq<long> shape = _tensors[at].Eager.Shape;
        int[] sources = [.. Enumerable.Range(0, _tensors.Count).Where(i => Broadcasts(_tensors[i].Eager.Shape, shape) && !Overlap(_tensors[i].Eager, _tensors[at].Eager))];
        if (sources.Length > 0)
            Call(name, overload, at, [new Source(sources[_random.Next(sources.Length)]), .. arguments]);
    }

    private (IReadOnlyList<object?> Eager, IReadOnlyList<object?> Traced) Call(string name, string overload, int at, params object?[] arguments)
    {
        Log.Add($"{name}.{overload}({at}: {_tensors[at].Eager}; {string.Join(", ", arguments)})");
        OperatorSchema schema = SchemaTable.Default.Find($"aten::{name}", overload)!;
        var call = new AtenCall
        {
            Name = $"{name}_{_calls++}",
            Operator = schema,
            Arguments = [_tensors[at].Eager, .. arguments.Select(argument => argument is Source source ? _tensors[source.Index].Eager : argument)],
            ReturnTypes = [],
            Provenance = Provenance.None,
        };
        IReadOnlyList<object?> eager = _eager.Call(call);
        object? types = eager[0] is Tensor tensor ? TypeOf(tensor) : Flatten(eager).Select(item => TypeOf((Tensor)item!)).ToArray();
        IReadOnlyList<object?> traced = _traced.Call(call with
        {
            Arguments = [_tensors[at].Traced, .. arguments.Select(argument => argument is Source source ? _tensors[source.Index].Traced : argument)],
            ReturnTypes = [types],
        });
        if (name == "unsqueeze_")
            _tensors[at] = ((Tensor)eager[0]!, traced[0]!, _tensors[at].CanWrite);
        return (eager, traced);
    }

    private static IEnumerable<object?> Flatten(IReadOnlyList<object?> results) => results.SelectMany(result => result is IEnumerable<object?> list ? list : [result]);

    private static TensorType TypeOf(Tensor tensor) => new(tensor.DType, tensor.Shape.Select(size => (Dim)size).ToSeq());

    private static bool Overlap(Tensor a, Tensor b) => ReferenceEquals(a.Storage, b.Storage);

    private static bool Broadcasts(Seq<long> from, Seq<long> to) =>
        from.Count <= to.Count && Enumerable.Range(1, from.Count).All(i => from[^i] == 1 || from[^i] == to[^i]);

    private sealed record Source(int Index);
}
