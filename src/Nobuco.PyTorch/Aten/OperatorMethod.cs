using System.Reflection;
using System.Runtime.CompilerServices;

namespace Nobuco.PyTorch.Aten;

/// <summary>A method that executes an operator, with the object it belongs to when it is a closure.</summary>
internal sealed class OperatorMethod
{
    private readonly Delegate? _closure;

    public OperatorMethod(MethodInfo method) => Method = method;

    public OperatorMethod(Delegate closure) => _closure = closure;

    /// <summary>Of a closure only when it is bound: asking a delegate for it takes time.</summary>
    public MethodInfo Method => field ??= _closure!.Method;

    public object? Target => _closure?.Target;

    /// <summary>How many values it returns; none for <c>void</c>.</summary>
    public int ResultCount =>
        Method.ReturnType == typeof(void) ? 0 : Method.ReturnType.IsAssignableTo(typeof(ITuple)) ? TupleLength(Method.ReturnType) : 1;

    /// <summary>From the eighth item on a tuple is nested in its last one.</summary>
    private static int TupleLength(Type tuple) => tuple.GetGenericArguments() is { Length: 8 } items ? 7 + TupleLength(items[7]) : tuple.GetGenericArguments().Length;

    public override string ToString() => $"{Method.DeclaringType?.Name}.{Method.Name}";
}
