using Nobuco.Tensors;

namespace Nobuco.Testing.Runtimes.Hosting;

/// <summary>A model in a runtime's process.</summary>
internal sealed class HostedSession(RuntimeProcess process, Message loaded) : ITFLiteSession
{
    private readonly int _model = loaded.Model!.Value;

    public IReadOnlyList<TensorInfo> Inputs { get; } = [.. loaded.Inputs!.Select(tensor => tensor.ToInfo())];

    public IReadOnlyList<TensorInfo> Outputs { get; } = [.. loaded.Outputs!.Select(tensor => tensor.ToInfo())];

    public IReadOnlyList<Tensor> Run(IReadOnlyList<Tensor> inputs)
    {
        this.Check(inputs);
        Message answer = process.Call(new Message { Call = "run", Model = _model, Inputs = WireTensor.Of(inputs), Payload = WireTensor.Bytes(inputs) });
        return WireTensor.Tensors(answer.Outputs!, answer.Payload);
    }

    public void Dispose()
    {
        if (!process.HasEnded)
            process.Call(new Message { Call = "delete", Model = _model });
    }
}
