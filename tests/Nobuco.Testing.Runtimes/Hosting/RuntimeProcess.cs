using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Nobuco.Testing.Runtimes.Hosting;

/// <summary>A process that answers <see cref="Message"/>s, one at a time. It ends when this process does, as its input then ends.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "It lives until the tests end.")]
public sealed class RuntimeProcess
{
    private readonly Process _process;
    private readonly BlockingCollection<string> _said = [];
    private readonly Lock _lock = new();

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public RuntimeProcess(string program, params IEnumerable<string> arguments)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.ErrorDataReceived += (_, line) => _said.Add(line.Data ?? Message.EndOfCall);
        _process.Start();
        _process.BeginErrorReadLine();
        Name = program;
        Name = Call(new Message { Call = "name" })!.Name!;
    }

    /// <summary>This program's process for a native engine.</summary>
    public static RuntimeProcess Native(Engine engine, string library) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(RuntimeProcess).Assembly.Location, engine.ToString(), library);

    /// <summary>The runtime's.</summary>
    public string Name { get; }

    public bool HasEnded { get; private set; }

    /// <returns>Null when the process had ended before this call.</returns>
    /// <exception cref="RuntimeRejectedException">
    /// The answer is an error, or the process crashed instead of answering. The message is joined by the errors that were written meanwhile.
    /// </exception>
    internal Message? Call(Message request)
    {
        lock (_lock)
        {
            if (HasEnded)
                return null;
            Message? answer = Exchange(request);
            string? reason = answer is null ? Epitaph() : answer.Error;
            List<string> said = [.. _said.GetConsumingEnumerable().TakeWhile(line => line != Message.EndOfCall)];
            return reason is null ? answer! : throw new RuntimeRejectedException(Name, string.Join("; ", [reason, .. Complaints(said)]));
        }
    }

    private Message? Exchange(Message request)
    {
        try
        {
            request.Write(_process.StandardInput.BaseStream);
            return Message.Read(_process.StandardOutput.BaseStream);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string Epitaph()
    {
        HasEnded = true;
        _process.WaitForExit();
        const int signal = 128;
        return _process.ExitCode > signal ? $"crashed (signal {_process.ExitCode - signal})" : $"ended with code {_process.ExitCode}";
    }

    private static IEnumerable<string> Complaints(IEnumerable<string> said) => said
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith("INFO", StringComparison.Ordinal) && !line.StartsWith("WARNING", StringComparison.Ordinal))
        .Distinct();
}
