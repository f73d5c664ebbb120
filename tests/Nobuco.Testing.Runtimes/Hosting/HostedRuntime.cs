namespace Nobuco.Testing.Runtimes.Hosting;

/// <summary>A runtime in a process of its own, which its sessions share. The process is started when needed, and again after a crash.</summary>
/// <param name="start">Starts the process.</param>
public sealed class HostedRuntime(Func<RuntimeProcess> start) : IModelRuntime
{
    private readonly Lock _lock = new();
    private RuntimeProcess? _process;

    public string Name => Process().Name;

    public IModelSession Load(byte[] model) => new HostedSession(this, model);

    /// <summary>Loads a model into a process that has not ended.</summary>
    internal (RuntimeProcess Process, Message Loaded) LoadModel(byte[] model)
    {
        while (true)
        {
            RuntimeProcess process = Process();
            if (process.Call(new Message { Call = "load", Payload = model }) is { } loaded)
                return (process, loaded);
        }
    }

    private RuntimeProcess Process()
    {
        lock (_lock)
        {
            if (_process is not { HasEnded: false })
                _process = start();
            return _process;
        }
    }
}
