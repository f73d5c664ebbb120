namespace Nobuco.PyTorch.Export;

/// <summary>Python's operators and functions on bool, int and float.</summary>
internal static class PythonMath
{
    /// <summary>The result as long, double or bool; null for an unknown function or other operands.</summary>
    public static object? Evaluate(string function, IReadOnlyList<object?> operands) => operands switch
    {
        [bool condition, var yes, var no] when function == "ite" => condition ? yes : no,
        [bool a] when function == "not" => !a,
        [bool a, bool b] when function is "and" or "or" or "xor" => function switch { "and" => a && b, "or" => a || b, _ => a ^ b },
        [var a] when Integer(a) is { } x => Unary(function, x) ?? Unary(function, (double)x),
        [double x] => Unary(function, x),
        [var a, var b] when Integer(a) is { } x && Integer(b) is { } y => Binary(function, x, y) ?? Binary(function, (double)x, y),
        [var a, var b] when Real(a) is { } x && Real(b) is { } y => Binary(function, x, y),
        _ => null,
    };

    private static object? Unary(string function, long x) => function switch
    {
        "neg" => -x,
        "pos" or "int" or "trunc" or "floor" or "ceil" or "round" => x,
        "abs" => Math.Abs(x),
        "not" => x == 0,
        "invert" => ~x,
        _ => null,
    };

    private static object? Unary(string function, double x) => function switch
    {
        "neg" => -x,
        "pos" or "float" => x,
        "abs" => Math.Abs(x),
        "int" or "trunc" => checked((long)x),
        "floor" => checked((long)Math.Floor(x)),
        "ceil" => checked((long)Math.Ceiling(x)),
        "round" => checked((long)Math.Round(x, MidpointRounding.ToEven)),
        "sqrt" => Math.Sqrt(x),
        "exp" => Math.Exp(x),
        "log" => Math.Log(x),
        "log2" => Math.Log2(x),
        "cos" => Math.Cos(x),
        "sin" => Math.Sin(x),
        "tan" => Math.Tan(x),
        "not" => x == 0,
        _ => null,
    };

    private static object? Binary(string function, long x, long y) => function switch
    {
        "add" => checked(x + y),
        "sub" => checked(x - y),
        "mul" => checked(x * y),
        "floordiv" when y != 0 => FloorDivide(x, y),
        "mod" when y != 0 => x - (y * FloorDivide(x, y)),
        "pow" when y >= 0 => Power(x, y),
        "and" => x & y,
        "or" => x | y,
        "xor" => x ^ y,
        "lshift" when y is >= 0 and < 64 => x << (int)y,
        "rshift" when y is >= 0 and < 64 => x >> (int)y,
        "max" => Math.Max(x, y),
        "min" => Math.Min(x, y),
        _ => Compare(function, x.CompareTo(y)),
    };

    private static object? Binary(string function, double x, double y) => function switch
    {
        "add" => x + y,
        "sub" => x - y,
        "mul" => x * y,
        "truediv" => x / y,
        "floordiv" => Math.Floor(x / y),
        "mod" => x - (y * Math.Floor(x / y)),
        "pow" => Math.Pow(x, y),
        "max" => Math.Max(x, y),
        "min" => Math.Min(x, y),
        _ when double.IsNaN(x) || double.IsNaN(y) => function switch { "ne" => true, "eq" or "lt" or "le" or "gt" or "ge" => false, _ => null },
        _ => Compare(function, x.CompareTo(y)),
    };

    private static object? Compare(string function, int order) => function switch
    {
        "eq" => order == 0,
        "ne" => order != 0,
        "lt" => order < 0,
        "le" => order <= 0,
        "gt" => order > 0,
        "ge" => order >= 0,
        _ => null,
    };

    private static long FloorDivide(long x, long y)
    {
        (long quotient, long remainder) = Math.DivRem(x, y);
        return remainder != 0 && (remainder < 0) != (y < 0) ? quotient - 1 : quotient;
    }

    private static long Power(long x, long exponent)
    {
        long power = 1;
        for (long i = 0; i < exponent; i++)
            power = checked(power * x);
        return power;
    }

    private static long? Integer(object? operand) => operand switch
    {
        long value => value,
        bool value => value ? 1 : 0,
        _ => null,
    };

    private static double? Real(object? operand) => operand is double value ? value : Integer(operand);
}
