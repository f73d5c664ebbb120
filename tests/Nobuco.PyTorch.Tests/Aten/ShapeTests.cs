using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tests.Aten;

/// <summary>Which results share memory with what they are made of.</summary>
public sealed class ShapeTests
{
    private readonly Tensor _x = Tensor.From(Enumerable.Range(0, 24).Select(i => (float)i).ToArray(), 2, 3, 4);

    [Fact]
    public void Views_share_memory()
    {
        foreach (Tensor view in Views())
            view.Storage.ShouldBeSameAs(_x.Storage);
    }

    [Fact]
    public void Copies_do_not()
    {
        Tensor permuted = Call("permute", "", _x, (Seq<long>)[2, 0, 1]).ShouldBeOfType<Tensor>();
        foreach (Tensor copy in (Tensor[])[Single("permute_copy", "", _x, (Seq<long>)[2, 0, 1]), Single("contiguous", "", permuted, MemoryFormat.Contiguous), Single("clone", "", _x, null)])
            copy.Storage.ShouldNotBeSameAs(_x.Storage);
        Single("permute_copy", "", _x, (Seq<long>)[2, 0, 1]).ToArray<float>().ShouldBe(permuted.ToArray<float>());
        ((IReadOnlyList<Tensor>)Call("split_copy", "Tensor", _x, (Dim)1, 0L)!).ShouldAllBe(part => part.Storage != _x.Storage);
    }

    [Fact]
    public void A_diagonal_below_the_main_one() =>
        Single("diagonal", "", _x, -1L, 1L, 2L).ToArray<float>().ShouldBe([4f, 9, 16, 21]);

    [Fact]
    public void A_grid_is_swapped_for_xy()
    {
        var grids = (IReadOnlyList<object?>)Call("meshgrid", "indexing", (object?[])[Tensor.From([1f, 2], 2), Tensor.From([3f, 4, 5], 3)], "xy")!;
        ((Tensor)grids[0]!).ToArray<float>().ShouldBe([1f, 2, 1, 2, 1, 2]);
        ((Tensor)grids[1]!).ToArray<float>().ShouldBe([3f, 3, 4, 4, 5, 5]);
    }

    [Fact]
    public void Windows_that_overlap_are_summed()
    {
        Tensor columns = Single("im2col", "", Tensor.From(Enumerable.Repeat(1f, 9).ToArray(), 1, 1, 3, 3), Two(2), Two(1), Two(0), Two(1));
        Single("col2im", "", columns, (Seq<Dim>)[3, 3], Two(2), Two(1), Two(0), Two(1)).ToArray<float>().ShouldBe([1f, 2, 1, 2, 4, 2, 1, 2, 1]);
    }

    private static Seq<long> Two(long value) => [value, value];

    private IEnumerable<Tensor> Views() =>
    [
        Single("view", "", _x, (Seq<Dim>)[6, -1]),
        Single("reshape", "", _x, (Seq<Dim>)[-1]),
        Single("permute", "", _x, (Seq<long>)[2, 0, 1]),
        Single("select", "int", _x, 1L, (Dim)(-1)),
        Single("expand", "", _x, (Seq<Dim>)[5, -1, -1, -1], false),
        Single("unfold", "", _x, 2L, 2L, 1L),
        .. (IReadOnlyList<Tensor>)Call("chunk", "", _x, 2L, 1L)!,
    ];

    private static Tensor Single(string name, string overload, params object?[] arguments) => Call(name, overload, arguments).ShouldBeOfType<Tensor>();

    private static object? Call(string name, string overload, params object?[] arguments) => new EagerSurface().Call(new AtenCall
    {
        Name = name,
        Operator = SchemaTable.Default.Find($"aten::{name}", overload)!,
        Arguments = arguments,
        ReturnTypes = [null],
        Provenance = Provenance.None,
    })[0];
}
