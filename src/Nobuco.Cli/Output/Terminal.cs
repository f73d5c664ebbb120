using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>Where a command writes: results to standard output, errors and progress to standard error. Colour and progress only on a terminal, and not with <c>NO_COLOR</c>.</summary>
internal sealed class Terminal(bool json, IAnsiConsole output, IAnsiConsole error)
{
    /// <summary>The process's own.</summary>
    public Terminal(bool json) : this(json, Create(Console.Out, Console.IsOutputRedirected), Create(Console.Error, Console.IsErrorRedirected))
    {
    }

    private static readonly JsonSerializerOptions s_jsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>True when a JSON object takes the place of text.</summary>
    public bool IsJson { get; } = json;

    public IAnsiConsole Out { get; } = output;

    public IAnsiConsole Error { get; } = error;

    /// <summary>A line of markup; nothing when the answer is JSON.</summary>
    public void WriteLine(string markup = "")
    {
        if (!IsJson)
            Out.MarkupLine(markup);
    }

    /// <summary>The command's JSON answer; nothing when it is text.</summary>
    public void WriteJson<T>(T answer) => WriteJsonText(IsJson ? JsonSerializer.Serialize(answer, s_jsonOptions) : "");

    /// <summary>The same of what is JSON already.</summary>
    public void WriteJsonText(string answer)
    {
        if (IsJson)
            Console.Out.WriteLine(answer);
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        bool plain = redirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        // Lines are never broken: a terminal does that by itself, and a file must not have it.
        console.Profile.Width = short.MaxValue;
        return console;
    }
}
