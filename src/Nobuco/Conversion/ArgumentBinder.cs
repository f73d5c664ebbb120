using System.Globalization;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;

namespace Nobuco.Conversion;

/// <summary>Turns a node's arguments into those of a converter's method.</summary>
internal static class ArgumentBinder
{
    /// <param name="fetch">Gives a value in the order that the parameter is to have it in.</param>
    /// <exception cref="ArgumentBindingException">An argument has a value that the converter cannot take.</exception>
    public static object?[] Bind(OperatorConverter converter, Node node, Func<Value, ConverterParameter, TfTensor> fetch)
    {
        RejectUnhandled(converter, node);
        return [.. converter.Parameters.Select(p => p.SchemaIndex == ConverterParameter.TheCall ? converter.Call(node) : Convert(node, p, fetch))];
    }

    /// <summary>An argument that the converter has no parameter for must have its default.</summary>
    private static void RejectUnhandled(OperatorConverter converter, Node node)
    {
        for (int i = 0; i < node.Operator.Arguments.Count; i++)
        {
            SchemaArgument argument = node.Operator.Arguments[i];
            if (node.Arguments[i] is null || IsIrrelevant(argument) || converter.Handles(i, argument.Name))
                continue;
            if (!argument.HasDefault || !Equals(argument.Default, node.Arguments[i]))
            {
                string value = System.Convert.ToString(node.Arguments[i], CultureInfo.InvariantCulture) ?? "";
                throw new ArgumentBindingException(Descriptors.UnhandledArgument, $"{converter.DisplayName} does not handle the argument {argument.Name}={value} of {node.Operator.FullName}.");
            }
        }
    }

    /// <summary>What has no meaning in a converted graph.</summary>
    internal static bool IsIrrelevant(SchemaArgument argument) =>
        argument.Type.Kind is SchemaKind.Device or SchemaKind.Layout or SchemaKind.Generator or SchemaKind.MemoryFormat || argument.Name is "pin_memory" or "non_blocking" or "copy";

    private static object? Convert(Node node, ConverterParameter parameter, Func<Value, ConverterParameter, TfTensor> fetch)
    {
        object? argument = parameter.SchemaIndex == ConverterParameter.Absent ? null : node.Arguments[parameter.SchemaIndex];
        if (argument is null)
            return null;
        Type type = parameter.Type;
        if (type == typeof(TfTensor))
            return argument is Value value ? fetch(value, parameter) : Number(node, argument);
        if (type == typeof(IReadOnlyList<TfTensor>))
            return ((IReadOnlyList<Value?>)argument).Select(v => v is null ? null! : fetch(v, parameter)).ToArray();
        return Literal(node, argument, type);
    }

    /// <summary>An argument that is no tensor, in the type that a parameter has.</summary>
    /// <exception cref="ArgumentBindingException">It is a symbolic size and the type a number's.</exception>
    public static object Literal(Node node, object argument, Type type) => type switch
    {
        _ when type == typeof(double) => ToDouble(node, argument),
        _ when type == typeof(float) => (float)ToDouble(node, argument),
        _ when type == typeof(long) => ToInt64(node, argument),
        _ when type == typeof(int) => (int)ToInt64(node, argument),
        _ when type == typeof(Dim) => ToDim(argument),
        _ when type == typeof(Seq<long>) => Items(argument).Select(i => ToInt64(node, i)).ToSeq(),
        _ when type == typeof(Seq<int>) => Items(argument).Select(i => checked((int)ToInt64(node, i))).ToSeq(),
        _ when type == typeof(Seq<Dim>) => Items(argument).Select(ToDim).ToSeq(),
        _ => argument,
    };

    /// <summary>
    /// A Python number in the place of a tensor: of the result's type, or for a comparison (whose result is bool) the first tensor's unless the number is of a higher category.
    /// </summary>
    private static TfTensor Number(Node node, object number)
    {
        DType dtype = node.Outputs[0].Type.DType;
        if (dtype == DType.Bool && number is not bool)
            dtype = node.Inputs.FirstOrDefault()?.Type.DType is { } first && (first.IsFloat() || (number is long && first != DType.Bool)) ? first : number is long ? DType.Int64 : DType.Float32;
        Tensor scalar = number switch
        {
            bool b => Tensor.Scalar(b),
            double d => Tensor.Scalar(d),
            Dim { IsConstant: true } dim => Tensor.Scalar(dim.Value),
            long l => Tensor.Scalar(l),
            _ => throw new ArgumentBindingException(Descriptors.SymbolicArgument, $"{node.Operator.FullName} is given the symbolic number {number}."),
        };
        return tf.Constant(scalar.Cast(dtype));
    }

    private static IEnumerable<object> Items(object argument) => argument switch
    {
        Seq<long> items => items.Select(static i => (object)i),
        Seq<Dim> items => items,
        _ => throw new InvalidOperationException($"{argument.GetType()} is no list of integers."),
    };

    private static Dim ToDim(object argument) => argument as Dim ?? (long)argument;

    private static long ToInt64(Node node, object argument) => argument switch
    {
        long number => number,
        Dim dim => dim.TryValue ?? throw new ArgumentBindingException(Descriptors.SymbolicArgument, $"{node.Operator.FullName} is given the symbolic size {dim} where a number is needed."),
        _ => System.Convert.ToInt64(argument, CultureInfo.InvariantCulture),
    };

    private static double ToDouble(Node node, object argument) => argument switch
    {
        double number => number,
        Dim => ToInt64(node, argument),
        _ => System.Convert.ToDouble(argument, CultureInfo.InvariantCulture),
    };
}

/// <summary>A converter cannot take an argument of its node.</summary>
internal sealed class ArgumentBindingException(DiagnosticDescriptor descriptor, string message) : Exception(message)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;
}
