using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph.Text;

/// <summary>
/// The graph as text that reads back: dumps, golden files and tests of passes.
/// <code>
/// inputs x=%0
/// %0 : f32[s0,56,56,3] = Placeholder()
/// %1 : f32[3,3,3,8] = Const() { value=dense&lt;0f3a…&gt;, qualifiedName="conv1.weight" }
/// %2 : f32[s0,28,28,8] = Conv2D(%0, %1) { strides=[2, 2], padding=Same, dilations=[1, 1] }  # conv1
/// outputs y=%2
/// </code>
/// Attributes that have their default are left out. The type of a result may be left out where the operation implies it.
/// </summary>
public static class TfGraphText
{
    public static string Print(TfGraph graph) => TfGraphPrinter.Print(graph);

    /// <param name="text">What <see cref="Print"/> gives, or hand-written.</param>
    /// <param name="constants">The elements of large constants by their name in the text (<see cref="LargeConstants"/>); without it they are zeros.</param>
    /// <exception cref="FormatException">The text is not a graph; the message names the line.</exception>
    /// <exception cref="ShapeException">An operation does not accept its inputs.</exception>
    public static TfGraph Parse(string text, IReadOnlyDictionary<string, Tensor>? constants = null) => new TfGraphParser(constants).Parse(text);

    /// <summary>The constants that <see cref="Print"/> only names, by that name.</summary>
    public static IReadOnlyDictionary<string, Tensor> LargeConstants(TfGraph graph) => graph.Nodes
        .Select(static n => n.Op).OfType<Const>().Where(static c => !ConstantText.IsLiteral(c.Value))
        .DistinctBy(static c => ConstantText.Name(c.Value)).ToDictionary(static c => ConstantText.Name(c.Value), static c => c.Value);
}
