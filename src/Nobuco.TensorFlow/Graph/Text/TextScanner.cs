namespace Nobuco.TensorFlow.Graph.Text;

/// <summary>Walks one line of text; white space between tokens does not matter.</summary>
internal sealed class TextScanner(string text)
{
    private int _at;

    public bool AtEnd => Peek() == '\0';

    public char Peek()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        return _at < text.Length ? text[_at] : '\0';
    }

    public bool Take(string token)
    {
        _ = Peek();
        if (!text.AsSpan(_at).StartsWith(token))
            return false;
        _at += token.Length;
        return true;
    }

    public void Expect(string token)
    {
        if (!Take(token))
            throw new FormatException($"expected '{token}' at column {_at + 1}");
    }

    /// <summary>A word of letters, digits and what names contain, or a quoted text.</summary>
    public string Name()
    {
        if (Peek() == '"')
            return AttributeText.Unquote(RawUntil("=,"));
        int start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '.' or '%' or '-'))
            _at++;
        return _at > start ? text[start.._at] : throw new FormatException($"expected a name at column {_at + 1}");
    }

    /// <summary>The text before the first of these characters that stands outside brackets and quotes.</summary>
    public string RawUntil(string ends)
    {
        _ = Peek();
        int start = _at, depth = 0;
        for (bool quoted = false; _at < text.Length; _at++)
        {
            char c = text[_at];
            if (quoted)
            {
                if (c == '\\')
                    _at++;
                quoted = c != '"';
                continue;
            }
            if (depth == 0 && ends.Contains(c))
                break;
            quoted = c == '"';
            depth += c is '(' or '[' or '<' ? 1 : c is ')' or ']' or '>' ? -1 : 0;
        }
        return text[start.._at].TrimEnd();
    }

    /// <summary>What is left of the line.</summary>
    public string Rest() => text[_at..].Trim();
}
