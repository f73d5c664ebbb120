using System.Globalization;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten.Schema;

/// <summary>
/// Reads one operator schema in the grammar of PyTorch's <c>native_functions.yaml</c>:
/// <c>ns::name.overload(Type(alias!)[N]? name=default, *, …) -> (Type name, …)</c>.
/// </summary>
public ref struct SchemaParser
{
    private readonly string _text;
    private int _at;

    private SchemaParser(string text) => _text = text;

    /// <exception cref="FormatException">The text is no schema.</exception>
    public static OperatorSchema Parse(string text)
    {
        var parser = new SchemaParser(text);
        OperatorSchema schema = parser.Schema();
        return parser.Peek() == '\0' ? schema : throw parser.Error("the end");
    }

    private OperatorSchema Schema()
    {
        string name = TakeWhile(static c => c is not ('(' or '.' or ' '));
        string overload = Take(".") ? TakeWhile(static c => c is not ('(' or ' ')) : "";
        if (name.Length == 0)
            throw Error("an operator's name");
        Seq<SchemaArgument> arguments = ArgumentList(out bool isVariadic);
        Expect("->");
        return new OperatorSchema(name, overload, arguments, ReturnList()) { IsVariadic = isVariadic };
    }

    private Seq<SchemaArgument> ArgumentList(out bool isVariadic)
    {
        var arguments = new List<SchemaArgument>();
        bool isKeywordOnly = false;
        isVariadic = false;
        Expect("(");
        while (!Take(")"))
        {
            if (Take("..."))
                isVariadic = true;
            else if (Take("*"))
                isKeywordOnly = true;
            else
                arguments.Add(Argument(isKeywordOnly));
            if (Peek() != ')')
                Expect(",");
        }
        return [.. arguments];
    }

    private SchemaArgument Argument(bool isKeywordOnly)
    {
        SchemaType type = Type(out AliasInfo? alias);
        string name = Identifier();
        if (name.Length == 0)
            throw Error("an argument's name");
        bool hasDefault = Take("=");
        object? value = hasDefault ? SchemaDefaults.Convert(Literal(), type) : null;
        return new SchemaArgument(name, type, alias, hasDefault, value, isKeywordOnly);
    }

    private Seq<SchemaReturn> ReturnList()
    {
        if (!Take("("))
            return [Return()];
        var returns = new List<SchemaReturn>();
        while (!Take(")"))
        {
            returns.Add(Return());
            if (Peek() != ')')
                Expect(",");
        }
        return [.. returns];
    }

    private SchemaReturn Return()
    {
        SchemaType type = Type(out AliasInfo? alias);
        string name = Identifier();
        return new SchemaReturn(name.Length == 0 ? null : name, type, alias);
    }

    private SchemaType Type(out AliasInfo? alias)
    {
        SchemaType type = ElementType();
        alias = null;
        while (true)
        {
            if (Take("?"))
                type = type with { IsOptional = true };
            else if (Take("["))
                type = ListOf(type);
            else if (Peek() == '(')
                alias = Alias();
            else
                return type;
        }
    }

    private SchemaType ListOf(SchemaType element)
    {
        string length = TakeWhile(char.IsAsciiDigit);
        Expect("]");
        if (element.IsList)
            element = new SchemaType(SchemaKind.Other, Spelling: SchemaPrinter.Print(element, null));
        return element with
        {
            IsList = true,
            Length = length.Length == 0 ? null : int.Parse(length, CultureInfo.InvariantCulture),
            HasOptionalElements = element.IsOptional,
            IsOptional = false,
        };
    }

    private SchemaType ElementType()
    {
        int start = SkipSpace();
        if (Take("..."))
            return new SchemaType(SchemaKind.Other, Spelling: "...");
        string name = TakeWhile(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');
        SchemaKind kind = KindOf(name);
        if (kind == SchemaKind.Other && Peek() == '(' && name is "" or "Dict" or "Future" or "RRef" or "Await")
            SkipParentheses();
        if (_at == start)
            throw Error("a type");
        return new SchemaType(kind, Spelling: kind == SchemaKind.Other ? _text[start.._at].TrimEnd() : null);
    }

    private static SchemaKind KindOf(string name) => name switch
    {
        "Tensor" => SchemaKind.Tensor,
        "int" => SchemaKind.Int,
        "SymInt" => SchemaKind.SymInt,
        "float" => SchemaKind.Float,
        "bool" => SchemaKind.Bool,
        "SymBool" => SchemaKind.SymBool,
        "str" => SchemaKind.String,
        "Scalar" => SchemaKind.Scalar,
        "ScalarType" => SchemaKind.ScalarType,
        "Layout" => SchemaKind.Layout,
        "Device" => SchemaKind.Device,
        "MemoryFormat" => SchemaKind.MemoryFormat,
        "Generator" => SchemaKind.Generator,
        _ => SchemaKind.Other,
    };

    private AliasInfo Alias()
    {
        Expect("(");
        string set = TakeWhile(static c => char.IsAsciiLetter(c) || c is '|' or '*');
        bool isWrite = Take("!");
        string? after = Take("->") ? TakeWhile(static c => char.IsAsciiLetter(c) || c is '|' or '*') : null;
        Expect(")");
        return new AliasInfo(set, isWrite, after);
    }

    /// <summary>A literal: null, bool, long, double, string, an identifier as <see cref="SchemaDefaults.Word"/>, or a list of literals.</summary>
    private object? Literal()
    {
        char first = Peek();
        if (first is '\'' or '"')
            return SchemaDefaults.Unquote(Quoted(first));
        if (Take("["))
        {
            var items = new List<object?>();
            while (!Take("]"))
            {
                items.Add(Literal());
                _ = Take(",");
            }
            return items;
        }
        string word = TakeWhile(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '+');
        return word.Length == 0 ? throw Error("a default value") : SchemaDefaults.Read(word);
    }

    private ReadOnlySpan<char> Quoted(char quote)
    {
        int start = ++_at;
        while (_at < _text.Length && _text[_at] != quote)
            _at += _text[_at] == '\\' ? 2 : 1;
        if (_at >= _text.Length)
            throw Error("the closing quote");
        return _text.AsSpan(start, _at++ - start);
    }

    private void SkipParentheses()
    {
        int depth = 0;
        do
        {
            depth += Peek() switch { '(' => 1, ')' => -1, '\0' => throw Error(")"), _ => 0 };
            _at++;
        }
        while (depth > 0);
    }

    private string Identifier() => TakeWhile(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private int SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
        return _at;
    }

    private char Peek() => SkipSpace() < _text.Length ? _text[_at] : '\0';

    private bool Take(string token)
    {
        if (!_text.AsSpan(SkipSpace()).StartsWith(token))
            return false;
        _at += token.Length;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
            throw Error($"'{token}'");
    }

    private string TakeWhile(Func<char, bool> test)
    {
        int start = SkipSpace();
        while (_at < _text.Length && test(_text[_at]))
            _at++;
        return _text[start.._at];
    }

    private readonly FormatException Error(string expected) => new($"Expected {expected} at column {_at} of the schema '{_text}'.");
}
