using System.Runtime.CompilerServices;
using Nobuco.TensorFlow;

namespace Nobuco.Conversion;

/// <summary>Converters of element-wise operators that differ by a word. Families hold tables in static fields; the registry finds them.</summary>
internal interface IElementwiseTable
{
    IReadOnlyList<ElementwiseEntry> Entries { get; }
}

/// <summary>A row of a table.</summary>
/// <param name="Converter">An object whose method <c>Convert</c> is the converter.</param>
internal sealed record ElementwiseEntry(string Operator, object Converter, string File, int Line);

/// <summary>The function of every operator.</summary>
internal abstract class ElementwiseTable<TFunction> : IElementwiseTable where TFunction : Delegate
{
    private readonly List<ElementwiseEntry> _entries = [];

    public IReadOnlyList<ElementwiseEntry> Entries => _entries;

    public TFunction this[string operatorName, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0]
    {
        set => _entries.Add(new ElementwiseEntry(operatorName, Bind(value), file, line));
    }

    protected abstract object Bind(TFunction function);
}

/// <summary>One tensor, computed in the result's type.</summary>
internal sealed class UnaryTable : ElementwiseTable<Func<TfTensor, TfTensor>>
{
    protected override object Bind(Func<TfTensor, TfTensor> function) => new Bound(function);

    private sealed class Bound(Func<TfTensor, TfTensor> function)
    {
        public TfTensor Convert(ConverterCall call, TfTensor self) => function(call.ToResultType(self));
    }
}

/// <summary>One tensor of any type, tested: the result is bool.</summary>
internal sealed class TestTable : ElementwiseTable<Func<TfTensor, TfTensor>>
{
    protected override object Bind(Func<TfTensor, TfTensor> function) => new Bound(function);

    private sealed class Bound(Func<TfTensor, TfTensor> function)
    {
        public TfTensor Convert(TfTensor self) => function(self);
    }
}

/// <summary>Two tensors, computed in the result's type.</summary>
internal sealed class BinaryTable : ElementwiseTable<Func<TfTensor, TfTensor, TfTensor>>
{
    protected override object Bind(Func<TfTensor, TfTensor, TfTensor> function) => new Bound(function);

    private sealed class Bound(Func<TfTensor, TfTensor, TfTensor> function)
    {
        public TfTensor Convert(ConverterCall call, TfTensor self, TfTensor other) => function(call.ToResultType(self), call.ToResultType(other));
    }
}

/// <summary>Two tensors, compared in the type that they promote to.</summary>
internal sealed class ComparisonTable : ElementwiseTable<Func<TfTensor, TfTensor, TfTensor>>
{
    protected override object Bind(Func<TfTensor, TfTensor, TfTensor> function) => new Bound(function);

    private sealed class Bound(Func<TfTensor, TfTensor, TfTensor> function)
    {
        public TfTensor Convert(TfTensor self, TfTensor other)
        {
            (TfTensor left, TfTensor right) = Promotion.Common(self, other);
            return function(left, right);
        }
    }
}
