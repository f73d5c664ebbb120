using System.Globalization;

namespace Nobuco.Tensors.Symbolic;

/// <summary>
/// Reads dimensions in the two forms PyTorch writes: infix (<c>2*s0 + s1//3</c>, up to 2.5) and sympy's <c>srepr</c>
/// (<c>Mul(Integer(2), Symbol('s77', positive=True, integer=True))</c>). Also reads what <see cref="Dim.ToString"/> prints.
/// </summary>
public ref struct DimParser
{
    private readonly string _text;
    private int _at;

    private DimParser(string text) => _text = text;

    /// <exception cref="FormatException">The text is no dimension.</exception>
    public static Dim Parse(string text)
    {
        var parser = new DimParser(text);
        Dim result = parser.Sum();
        return parser.Peek() == '\0' ? result : throw parser.Error("the end");
    }

    private Dim Sum()
    {
        Dim sum = Product();
        while (true)
        {
            if (Take("+"))
                sum += Product();
            else if (Take("-"))
                sum -= Product();
            else
                return sum;
        }
    }

    private Dim Product()
    {
        Dim product = Unary();
        while (true)
        {
            if (Take("//"))
                product = Dim.FloorDiv(product, Unary());
            else if (Take("**"))
                product = Power(product, Unary());
            else if (Take("*"))
                product *= Unary();
            else if (Take("%"))
                product = Dim.Mod(product, Unary());
            else
                return product;
        }
    }

    private Dim Unary()
    {
        if (Take("-"))
            return -Unary();
        if (Take("("))
        {
            Dim inner = Sum();
            return Take(")") ? inner : throw Error(")");
        }
        if (char.IsAsciiDigit(Peek()))
            return long.Parse(TakeWhile(char.IsAsciiDigit), CultureInfo.InvariantCulture);
        string name = TakeWhile(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (name.Length == 0)
            throw Error("a number, a symbol or a function");
        return Take("(") ? Call(name) : Dim.Symbol(name);
    }

    private Dim Call(string function)
    {
        if (function == "Symbol")
            return SymbolCall();
        var arguments = new List<Dim>();
        while (!Take(")"))
        {
            arguments.Add(Sum());
            Take(",");
        }
        return function switch
        {
            "Add" => arguments.Aggregate((a, b) => a + b),
            "Mul" => arguments.Aggregate((a, b) => a * b),
            "Max" => arguments.Aggregate(Dim.Max),
            "Min" => arguments.Aggregate(Dim.Min),
            "FloorDiv" or "CleanDiv" or "IntTrueDiv" when arguments is [var a, var b] => Dim.FloorDiv(a, b),
            "CeilDiv" when arguments is [var a, var b] => Dim.CeilDiv(a, b),
            "Mod" or "PythonMod" when arguments is [var a, var b] => Dim.Mod(a, b),
            "ModularIndexing" when arguments is [var a, var b, var c] => Dim.Mod(Dim.FloorDiv(a, b), c),
            "Pow" or "PowByNatural" when arguments is [var a, var b] => Power(a, b),
            "Integer" or "Identity" or "CeilToInt" or "FloorToInt" or "TruncToInt" or "ToFloat" or "RoundToInt" when arguments is [var a] => a,
            _ => throw new FormatException($"The function '{function}' of {arguments.Count} arguments is unknown in the dimension '{_text}'."),
        };
    }

    private Dim SymbolCall()
    {
        if (!Take("'"))
            throw Error("'");
        string name = TakeWhile(static c => c != '\'');
        _ = Take("'");
        _ = TakeWhile(static c => c != ')');
        return Take(")") ? Dim.Symbol(name) : throw Error(")");
    }

    private Dim Power(Dim value, Dim exponent)
    {
        if (exponent.TryValue is not (>= 0 and <= 64 and long times))
            throw new FormatException($"The exponent {exponent} is not a small number in the dimension '{_text}'.");
        return Enumerable.Repeat(value, (int)times).Aggregate(Dim.One, (a, b) => a * b);
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(string token)
    {
        _ = Peek();
        if (!_text.AsSpan(_at).StartsWith(token) || (token == "*" && _text.AsSpan(_at).StartsWith("**")))
            return false;
        _at += token.Length;
        return true;
    }

    private string TakeWhile(Func<char, bool> test)
    {
        _ = Peek();
        int start = _at;
        while (_at < _text.Length && test(_text[_at]))
            _at++;
        return _text[start.._at];
    }

    private readonly FormatException Error(string expected) => new($"Expected {expected} at column {_at} of the dimension '{_text}'.");
}
