using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>
/// The sizes that a file declares for axes whose sizes are not known: those for the smallest number that, taken for every symbol, leaves no axis empty.
/// They fit each other, so that the model can be prepared before its inputs get their real sizes.
/// </summary>
internal sealed class ExampleSizes
{
    private const int Largest = 256;

    private readonly Dictionary<string, long> _symbols;

    public ExampleSizes(IEnumerable<TfType> types)
    {
        Dim[] sizes = [.. types.SelectMany(t => t.Shape).Where(d => !d.IsConstant).Distinct()];
        string[] symbols = [.. sizes.SelectMany(d => d.Symbols).Distinct()];
        int value = Enumerable.Range(1, Largest).FirstOrDefault(v => sizes.All(d => d.Evaluate(All(symbols, v)) > 0), 1);
        _symbols = All(symbols, value);
    }

    public int Of(Dim size) => checked((int)(size.TryValue ?? Math.Max(1, size.Evaluate(_symbols))));

    private static Dictionary<string, long> All(string[] symbols, long value) => symbols.ToDictionary(s => s, _ => value);
}
