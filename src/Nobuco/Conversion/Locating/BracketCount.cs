namespace Nobuco.Conversion;

/// <summary>Follows C# text line by line until a declaration, a statement or a row of a table ends.</summary>
internal sealed class BracketCount
{
    private int _depth;
    private char _quote;

    /// <summary>True when what began with the first line ends in this one: at a <c>;</c>, <c>,</c> or closing brace outside of all brackets. Attributes before it do not end it.</summary>
    public bool Ends(string line)
    {
        if (_depth == 0 && line.TrimStart().StartsWith('[') && line.TrimEnd().EndsWith(']'))
            return false;
        char last = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (_quote != '\0')
            {
                i += c == '\\' ? 1 : 0;
                _quote = c == _quote ? '\0' : _quote;
                continue;
            }
            if (c == '/' && line.AsSpan(i).StartsWith("//"))
                break;
            _quote = c is '"' or '\'' ? c : _quote;
            _depth += c switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            last = char.IsWhiteSpace(c) ? last : c;
        }
        return _depth < 0 || (_depth == 0 && last is ';' or ',' or '}');
    }
}
