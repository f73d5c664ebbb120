using System.Runtime.InteropServices;
using Nobuco.Tensors;
using Api = Nobuco.Testing.Runtimes.TensorFlowLite.TensorFlowLiteApi;

namespace Nobuco.Testing.Runtimes.TensorFlowLite;

/// <summary>One interpreter; another one is made when input shapes change, since a graph that XNNPACK prepared cannot be resized.</summary>
internal sealed unsafe class TensorFlowLiteSession : IModelSession
{
    private readonly string _runtime;
    private readonly byte* _bytes;
    private readonly nint _xnnpack;
    private nint _model;
    private nint _interpreter;
    private Seq<Seq<long>>? _shapes;

    public TensorFlowLiteSession(string runtime, byte[] model, bool xnnpack)
    {
        _runtime = runtime;
        _bytes = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(model.Length, 1), 64);
        model.CopyTo(new Span<byte>(_bytes, model.Length));
        _model = Api.ModelCreate(_bytes, (nuint)model.Length);
        try
        {
            if (_model == 0)
                throw new RuntimeRejectedException(runtime, "could not read the model");
            _xnnpack = xnnpack ? Api.XnnpackCreate(0) : 0;
            CreateInterpreter();
        }
        catch
        {
            Dispose();
            throw;
        }
        Inputs = Describe(Api.InputCount(_interpreter), Api.Input);
        Outputs = Describe(Api.OutputCount(_interpreter), Api.Output);
    }

    public IReadOnlyList<TensorInfo> Inputs { get; }

    public IReadOnlyList<TensorInfo> Outputs { get; }

    public IReadOnlyList<Tensor> Run(IReadOnlyList<Tensor> inputs)
    {
        ObjectDisposedException.ThrowIf(_model == 0, this);
        this.Check(inputs);
        Prepare(inputs.Select(input => input.Shape).ToSeq());
        for (int i = 0; i < inputs.Count; i++)
            Write(i, inputs[i].Contiguous());
        Check(Api.Invoke(_interpreter), "run");
        return [.. Enumerable.Range(0, Outputs.Count).Select(i => Read(Api.Output(_interpreter, i)))];
    }

    public void Dispose()
    {
        if (_interpreter != 0)
            Api.InterpreterDelete(_interpreter);
        if (_model != 0)
            Api.ModelDelete(_model);
        if (_model != 0 && _xnnpack != 0)
            Api.XnnpackDelete(_xnnpack);
        if (_interpreter != 0 || _model != 0)
            NativeMemory.AlignedFree(_bytes);
        (_interpreter, _model) = (0, 0);
    }

    private void CreateInterpreter()
    {
        if (_interpreter != 0)
            Api.InterpreterDelete(_interpreter);
        nint options = Api.OptionsCreate();
        Api.OptionsSetNumThreads(options, 1);
        if (_xnnpack != 0)
            Api.OptionsAddDelegate(options, _xnnpack);
        _interpreter = Api.InterpreterCreate(_model, options);
        Api.OptionsDelete(options);
        if (_interpreter == 0)
            throw new RuntimeRejectedException(_runtime, "could not make an interpreter");
    }

    private void Prepare(Seq<Seq<long>> shapes)
    {
        if (shapes == _shapes)
            return;
        if (_shapes is not null)
            CreateInterpreter();
        _shapes = null;
        for (int i = 0; i < shapes.Count; i++)
        {
            if (shapes[i] == Shape(Api.Input(_interpreter, i)))
                continue;
            int[] dims = [.. shapes[i].Select(size => (int)size)];
            fixed (int* first = dims)
                Check(Api.ResizeInput(_interpreter, i, first, dims.Length), $"resize input {i} to {shapes[i]}");
        }
        Check(Api.AllocateTensors(_interpreter), $"prepare for inputs of {shapes}");
        _shapes = shapes;
    }

    private void Write(int index, Tensor value)
    {
        nint tensor = Api.Input(_interpreter, index);
        if (value.Count > 0)
            value.ReadOnlyBytes().CopyTo(new Span<byte>(Api.TensorData(tensor), (int)Api.TensorByteSize(tensor)));
    }

    private Tensor Read(nint tensor)
    {
        Tensor result = Tensor.Empty(DTypeOf(tensor), Shape(tensor));
        if (result.Count > 0)
            new ReadOnlySpan<byte>(Api.TensorData(tensor), (int)Api.TensorByteSize(tensor)).CopyTo(result.Storage.Bytes(0, (int)result.ByteCount));
        return result;
    }

    private List<TensorInfo> Describe(int count, Func<nint, int, nint> find) =>
    [
        .. Enumerable.Range(0, count).Select(i => find(_interpreter, i)).Select(tensor =>
            new TensorInfo(Marshal.PtrToStringUTF8((nint)Api.TensorName(tensor)) ?? "", DTypeOf(tensor), Shape(tensor))),
    ];

    private DType DTypeOf(nint tensor) => NativeElementTypes.ToDType(Api.TensorType(tensor), _runtime);

    private static Seq<long> Shape(nint tensor) =>
        Enumerable.Range(0, Api.TensorRank(tensor)).Select(axis => (long)Api.TensorDim(tensor, axis)).ToSeq();

    private void Check(int status, string what)
    {
        if (status != 0)
            throw new RuntimeRejectedException(_runtime, $"could not {what}");
    }
}
