using System.Globalization;

namespace Nobuco.Cli.Output;

/// <summary>One line on standard error that tells the stage and how far it is; nothing where that is not a terminal.</summary>
internal sealed class ProgressLine(Terminal terminal) : IProgress<ConversionProgress>, IDisposable
{
    private const string EraseLine = "\r\u001b[K";
    private readonly bool _visible = terminal.Error.Profile.Capabilities is { Ansi: true, Interactive: true };
    private string _shown = "";

    public void Report(ConversionProgress value)
    {
        string text = value.Fraction > 0 ? string.Create(CultureInfo.InvariantCulture, $"{value.Stage} {100 * value.Fraction:0} %") : $"{value.Stage} …";
        if (_visible && text != _shown)
            Console.Error.Write(EraseLine + text);
        _shown = text;
    }

    public void Clear()
    {
        if (_visible && _shown.Length > 0)
            Console.Error.Write(EraseLine);
        _shown = "";
    }

    public void Dispose() => Clear();
}
