using System.Text.RegularExpressions;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Tests.Executor;

/// <summary>What the kernels compute has the type that was inferred.</summary>
public sealed partial class OperationTests
{
    internal static readonly Dictionary<string, long>[] Sizes =
    [
        new() { ["n"] = 3, ["h"] = 7, ["w"] = 6 },
        new() { ["n"] = 2, ["h"] = 8, ["w"] = 9 },
    ];

    public static TheoryData<string> Cases => [.. OperationCases.All];

    public static TheoryData<string> Operations => [.. OperationTypes.Select(static t => t.Name)];

    private static IEnumerable<Type> OperationTypes => typeof(Op).Assembly.GetTypes()
        .Where(static t => t.Namespace == typeof(Conv2D).Namespace && t.IsSubclassOf(typeof(Op)) && !t.IsAbstract && t != typeof(Const) && t != typeof(Placeholder));

    [Theory]
    [MemberData(nameof(Operations))]
    public void EveryOperationIsTried(string operation) =>
        OperationCases.All.ShouldContain(text => text.StartsWith(operation + "(", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void ResultsHaveTheInferredTypes(string text)
    {
        TfGraph graph = TfGraphText.Parse(Graph(text));
        TfGraphChecker.Check(graph);
        foreach (Dictionary<string, long> sizes in Sizes)
        {
            var inputs = graph.Inputs.ToDictionary(i => i.Name, i => Random(i.Value.Type, sizes));
            var symbols = new SymbolTable(sizes);
            IReadOnlyDictionary<string, Tensor> outputs = TfExecutor.Run(graph, inputs);
            foreach (NamedValue output in graph.Outputs)
                symbols.TryBind(output.Value.Type, outputs[output.Name]).ShouldBeTrue($"{outputs[output.Name]} is not of type {output.Value.Type}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheTextFormReadsBack(string text)
    {
        TfGraph graph = TfGraphText.Parse(Graph(text));
        string printed = TfGraphText.Print(graph);
        TfGraphText.Print(TfGraphText.Parse(printed, TfGraphText.LargeConstants(graph))).ShouldBe(printed);
    }

    /// <summary>The graph of one operation.</summary>
    internal static string Graph(string text)
    {
        Match call = Call().Match(text);
        call.Success.ShouldBeTrue(text);
        string[] operands = [.. Operand().Matches(call.Groups["inputs"].Value).Select(static m => m.Value)];
        IEnumerable<string> lines = operands.Select(static (operand, i) => operand.Split(" = ") is [var type, var elements]
            ? $"%{i} : {type} = Const() {{ value={elements} }}"
            : $"%{i} : {operand} = Placeholder()");
        IEnumerable<string> inputs = operands.Index().Where(static o => !o.Item.Contains('=')).Select(static o => $"x{o.Index}=%{o.Index}");
        int results = Results(call.Groups["name"].Value, call.Groups["attributes"].Value);
        string names = string.Join(", ", Enumerable.Range(0, results).Select(static i => $"%y{i}"));
        string arguments = string.Join(", ", operands.Index().Select(static o => $"%{o.Index}"));
        return string.Join('\n',
        [
            $"inputs {string.Join(", ", inputs)}",
            .. lines,
            $"{names} = {call.Groups["name"].Value}({arguments}){call.Groups["attributes"].Value}",
            $"outputs {string.Join(", ", Enumerable.Range(0, results).Select(static i => $"y{i}=%y{i}"))}",
        ]);
    }

    private static int Results(string operation, string attributes) => operation switch
    {
        "TopKV2" => 2,
        "Split" or "Unpack" => int.Parse(Number().Match(attributes).Value),
        "SplitV" => 3,
        _ => 1,
    };

    /// <summary>Floats in (0, 2), integers 1 and 2: what every operation takes as operand, divisor or index.</summary>
    internal static Tensor Random(TfType type, Dictionary<string, long> sizes)
    {
        var random = new Random(0);
        Seq<long> shape = type.Shape.Select(d => d.Evaluate(sizes)).ToSeq();
        double[] elements = [.. Enumerable.Range(0, (int)ShapeMath.Product(shape)).Select(_ => type.DType.IsFloat() ? random.NextDouble() * 2 : random.Next(1, 3))];
        return Tensor.From<double>(elements, shape).Cast(type.DType);
    }

    [GeneratedRegex(@"^(?<name>\w+)\((?<inputs>.*?)\)(?<attributes> \{.*\})?$")]
    private static partial Regex Call();

    [GeneratedRegex(@"\w+\[[^\]]*\]( = \[[^\]]*\])?")]
    private static partial Regex Operand();

    [GeneratedRegex(@"(?<=num=)\d+")]
    private static partial Regex Number();
}
