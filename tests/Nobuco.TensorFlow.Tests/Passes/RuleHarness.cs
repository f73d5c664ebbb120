using System.Text.RegularExpressions;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.TensorFlow.Passes;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Tests.Passes;

/// <summary>
/// Runs rules on graphs written as text. Both sides are evaluated on the same random inputs, with random numbers for the constants written as
/// <c>dense&lt;name&gt;</c>; symbols are given sizes. What is compared with the expected text is the operations; constants are left out of it.
/// </summary>
internal static partial class RuleHarness
{
    private static readonly Dictionary<string, long> _symbols = new() { ["n"] = 2, ["h"] = 7, ["w"] = 6 };

    public static void AssertRewrites(IReadOnlyList<INodeRewrite> rules, string before, string after, double tolerance = 1e-5)
    {
        (TfGraph original, TfGraph rewritten) = Rewrite(before, new RewritePass("Test", rules));
        Operations(rewritten).ShouldBe(Normalize(after));
        AssertSameNumbers(original, rewritten, tolerance);
    }

    public static void AssertRewrites<TRule>(string before, string after, double tolerance = 1e-5) where TRule : INodeRewrite, new() =>
        AssertRewrites([new TRule()], before, after, tolerance);

    public static void AssertUnchanged<TRule>(string text) where TRule : INodeRewrite, new()
    {
        (TfGraph original, TfGraph rewritten) = Rewrite(text, new RewritePass("Test", new TRule()));
        TfGraphText.Print(rewritten).ShouldBe(TfGraphText.Print(original));
    }

    /// <summary>
    /// The graph's text without types: one operation a line, constants all called c, inputs by their names, other values numbered in order.
    /// </summary>
    public static string Operations(TfGraph graph)
    {
        var names = new Dictionary<string, string>();
        foreach (NamedValue input in graph.Inputs)
            names[$"%{graph.Nodes.SelectMany(static n => n.Outputs).ToList().IndexOf(input.Value)}"] = input.Name;
        var lines = new List<string>();
        foreach (Match line in NodeLine().Matches(TfGraphText.Print(graph)))
        {
            if (line.Groups["op"].Value is "Placeholder" or "Const")
            {
                names.TryAdd(line.Groups["results"].Value, "c");
                continue;
            }
            foreach (string result in line.Groups["results"].Value.Split(", "))
                names[result] = $"%{names.Values.Count(static n => n[0] == '%')}";
            lines.Add($"{Renamed(line.Groups["results"].Value)} = {line.Groups["op"].Value}({Renamed(line.Groups["inputs"].Value)}){line.Groups["attributes"].Value}");
        }
        string outputs = TfGraphText.Print(graph).TrimEnd().Split('\n')[^1];
        return string.Join("\n", lines.Append(ValueName().Replace(outputs, name => names[name.Value])));

        string Renamed(string values) => ValueName().Replace(values, name => names[name.Value]);
    }

    public static void AssertSameNumbers(TfGraph expected, TfGraph actual, double tolerance)
    {
        var random = new Random(1);
        var inputs = expected.Inputs.ToDictionary(static i => i.Name, i => RandomTensor(random, i.Value.Type.DType, Sizes(i.Value.Type)));
        IReadOnlyDictionary<string, Tensor> before = TfExecutor.Run(expected, inputs), after = TfExecutor.Run(actual, inputs);
        foreach ((string name, Tensor value) in before)
        {
            after[name].Shape.ShouldBe(value.Shape);
            double[] left = value.ToArray<double>(), right = after[name].ToArray<double>();
            double largest = Math.Max(left.Select(Math.Abs).DefaultIfEmpty().Max(), 1e-3);
            for (int i = 0; i < left.Length; i++)
                (Math.Abs(left[i] - right[i]) <= tolerance * largest || left[i].Equals(right[i])).ShouldBeTrue($"{name}[{i}]: {left[i]} became {right[i]}");
        }
    }

    public static Tensor RandomTensor(Random random, DType dtype, Seq<long> shape)
    {
        long count = ShapeMath.Product(shape);
        double[] elements = [.. Enumerable.Range(0, (int)count).Select(_ => dtype.IsFloat() ? (random.NextDouble() * 4) - 1.5 : random.Next(0, 2))];
        return Tensor.From(elements.AsSpan(), shape).Cast(dtype);
    }

    /// <summary>The graph as written, and what the pass made of a second copy of it.</summary>
    private static (TfGraph Original, TfGraph Rewritten) Rewrite(string text, IPass pass)
    {
        Dictionary<string, Tensor> constants = RandomConstants(text);
        TfGraph original = TfGraphText.Parse(text, constants), rewritten = TfGraphText.Parse(text, constants);
        pass.Run(rewritten, new RewriteLog());
        TfGraphChecker.Check(rewritten);
        return (original, rewritten);
    }

    private static Dictionary<string, Tensor> RandomConstants(string text)
    {
        var random = new Random(2);
        var constants = new Dictionary<string, Tensor>();
        foreach (Match match in DenseConstant().Matches(text))
        {
            Seq<long> shape = [.. match.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
            Tensor tensor = RandomTensor(random, DTypes.Parse(match.Groups["type"].Value), shape);
            string name = match.Groups["name"].Value;
            // Variances are positive.
            constants[name] = name.StartsWith("var", StringComparison.Ordinal) ? Tensor.From(tensor.ToArray<float>().Select(v => Math.Abs(v) + 0.1f).ToArray().AsSpan(), shape) : tensor;
        }
        return constants;
    }

    private static Seq<long> Sizes(TfType type) => [.. type.Shape.Select(static size => size.Evaluate(_symbols))];

    private static string Normalize(string text) => string.Join("\n", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [GeneratedRegex(@"^(?<results>%[\d, %]+) : .*? = (?<op>\w+)\((?<inputs>[^)]*)\)(?<attributes>( \{ .* \})?)", RegexOptions.Multiline)]
    private static partial Regex NodeLine();

    [GeneratedRegex(@"%\d+")]
    private static partial Regex ValueName();

    [GeneratedRegex(@": (?<type>\w+)\[(?<shape>[\d,]*)\] = Const\(\) \{ value=dense<(?<name>[\w.]+)>")]
    private static partial Regex DenseConstant();
}
