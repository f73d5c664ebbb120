using Nobuco.Tensors;

namespace Nobuco.Testing.Runtimes.Hosting;

/// <summary>A model in a runtime's process. Where another model crashed the process, it is loaded again.</summary>
internal sealed class HostedSession : IModelSession
{
    private readonly HostedRuntime _runtime;
    private readonly byte[] _file;
    private RuntimeProcess _process;
    private int _model;

    public HostedSession(HostedRuntime runtime, byte[] file)
    {
        (_runtime, _file) = (runtime, file);
        (_process, Message loaded) = runtime.LoadModel(file);
        _model = loaded.Model!.Value;
        Inputs = [.. loaded.Inputs!.Select(tensor => tensor.ToInfo())];
        Outputs = [.. loaded.Outputs!.Select(tensor => tensor.ToInfo())];
    }

    public IReadOnlyList<TensorInfo> Inputs { get; }

    public IReadOnlyList<TensorInfo> Outputs { get; }

    public IReadOnlyList<Tensor> Run(IReadOnlyList<Tensor> inputs)
    {
        this.Check(inputs);
        Message? answer;
        while ((answer = _process.Call(new Message { Call = "run", Model = _model, Inputs = WireTensor.Of(inputs), Payload = WireTensor.Bytes(inputs) })) is null)
        {
            (_process, Message loaded) = _runtime.LoadModel(_file);
            _model = loaded.Model!.Value;
        }
        return WireTensor.Tensors(answer.Outputs!, answer.Payload);
    }

    public void Dispose() => _process.Call(new Message { Call = "delete", Model = _model });
}
