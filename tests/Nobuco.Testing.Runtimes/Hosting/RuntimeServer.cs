using System.Diagnostics;

namespace Nobuco.Testing.Runtimes.Hosting;

/// <summary>Answers calls with a runtime until its input ends.</summary>
internal sealed class RuntimeServer(IModelRuntime runtime)
{
    private readonly Dictionary<int, IModelSession> _sessions = [];
    private int _lastSession;

    public void Serve(Stream input, Stream output)
    {
        while (Message.Read(input) is { } request)
        {
            Message answer = Answer(request);
            Console.Error.WriteLine(Message.EndOfCall);
            answer.Write(output);
        }
    }

    private Message Answer(Message request)
    {
        try
        {
            return request.Call switch
            {
                "name" => new Message { Name = runtime.Name },
                "load" => Load(request.Payload),
                "run" => Run(request),
                "delete" => Delete(request.Model!.Value),
                _ => throw new UnreachableException(request.Call),
            };
        }
        catch (RuntimeRejectedException rejected)
        {
            return new Message { Error = rejected.Reason };
        }
    }

    private Message Load(byte[] model)
    {
        IModelSession session = runtime.Load(model);
        _sessions.Add(++_lastSession, session);
        return new Message { Model = _lastSession, Inputs = WireTensor.Of(session.Inputs), Outputs = WireTensor.Of(session.Outputs) };
    }

    private Message Run(Message request)
    {
        var outputs = _sessions[request.Model!.Value].Run(WireTensor.Tensors(request.Inputs!, request.Payload));
        return new Message { Outputs = WireTensor.Of(outputs), Payload = WireTensor.Bytes(outputs) };
    }

    private Message Delete(int model)
    {
        _sessions.Remove(model, out IModelSession? session);
        session!.Dispose();
        return new Message();
    }
}
