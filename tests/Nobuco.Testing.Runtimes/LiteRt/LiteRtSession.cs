using System.Runtime.InteropServices;
using Nobuco.Tensors;
using static Nobuco.Testing.Runtimes.LiteRt.LiteRtStatus;
using Api = Nobuco.Testing.Runtimes.LiteRt.LiteRtApi;

namespace Nobuco.Testing.Runtimes.LiteRt;

/// <summary>One compiled model; its first signature is what runs.</summary>
internal sealed unsafe class LiteRtSession : IModelSession
{
    private const int Cpu = 1;
    private const int Read = 0;
    private const int Write = 1;
    private readonly nint _environment;
    private readonly byte* _bytes;
    private readonly nint _model;
    private nint _compiled;
    private readonly Api.RankedTensorType[] _inputs;
    private readonly Api.RankedTensorType[] _outputs;

    public LiteRtSession(nint environment, byte[] model)
    {
        _environment = environment;
        _bytes = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(model.Length, 1), 64);
        model.CopyTo(new Span<byte>(_bytes, model.Length));
        try
        {
            Check(Api.CreateModelFromBuffer(environment, _bytes, (nuint)model.Length, out _model), "read the model");
            _compiled = Compile();
            nint signature = Check(Api.GetModelSignature(_model, 0, out nint first), "find a signature", first);
            Check(Api.GetNumInputs(signature, out nuint inputs), "count inputs");
            Check(Api.GetNumOutputs(signature, out nuint outputs), "count outputs");
            string[] inputNames = Each(inputs, i => Text(Check(Api.GetInputName(signature, i, out byte* name), "name an input", (nint)name)));
            string[] outputNames = Each(outputs, i => Text(Check(Api.GetOutputName(signature, i, out byte* name), "name an output", (nint)name)));
            nint[] inputTensors = Each(inputs, i => Check(Api.GetInputTensor(signature, i, out nint tensor), "find an input", tensor));
            nint[] outputTensors = Each(outputs, i => Check(Api.GetOutputTensor(signature, i, out nint tensor), "find an output", tensor));
            if (outputTensors.Intersect(inputTensors).Any())
                throw new RuntimeRejectedException(LiteRtRuntime.ProductName, "an output that is an input is left unwritten");
            (_inputs, _outputs) = (Array.ConvertAll(inputTensors, TypeOf), Array.ConvertAll(outputTensors, TypeOf));
            Inputs = [.. inputNames.Zip(_inputs, Describe)];
            Outputs = [.. outputNames.Zip(_outputs, Describe)];
        }
        catch
        {
            Free();
            throw;
        }
    }

    public IReadOnlyList<TensorInfo> Inputs { get; }

    public IReadOnlyList<TensorInfo> Outputs { get; }

    public IReadOnlyList<Tensor> Run(IReadOnlyList<Tensor> inputs)
    {
        ObjectDisposedException.ThrowIf(_compiled == 0, this);
        this.Check(inputs);
        return RunBuffers(inputs);
    }

    public void Dispose()
    {
        if (_compiled != 0)
            Free();
    }

    private nint Compile()
    {
        Check(Api.CreateOptions(out nint options), "create options");
        try
        {
            Check(Api.SetHardwareAccelerators(options, Cpu), "choose the CPU");
            return Check(Api.CreateCompiledModel(_environment, _model, options, out nint compiled), "compile", compiled);
        }
        finally
        {
            Api.DestroyOptions(options);
        }
    }

    private IReadOnlyList<Tensor> RunBuffers(IReadOnlyList<Tensor> inputs)
    {
        List<nint> buffers = [];
        try
        {
            for (int i = 0; i < inputs.Count; i++)
                Resize(i, inputs[i].Shape);
            for (int i = 0; i < inputs.Count; i++)
                buffers.Add(Fill(i, inputs[i].Contiguous()));
            Api.RankedTensorType[] outputs = OutputTypes();
            for (int i = 0; i < outputs.Length; i++)
                buffers.Add(CreateBuffer(Check(Api.GetOutputRequirements(_compiled, 0, (nuint)i, out nint need), "size an output", need), outputs[i]));
            nint[] all = [.. buffers];
            fixed (nint* first = all)
                Check(Api.Run(_compiled, 0, (nuint)inputs.Count, first, (nuint)outputs.Length, first + inputs.Count), "run");
            return [.. outputs.Select((type, i) => Fetch(all[inputs.Count + i], type))];
        }
        finally
        {
            buffers.ForEach(Api.DestroyBuffer);
        }
    }

    private void Resize(int index, Seq<long> shape)
    {
        if (shape == _inputs[index].Layout.Shape)
            return;
        int[] dims = [.. shape.Select(size => (int)size)];
        fixed (int* first = dims)
            Check(Api.ResizeInput(_compiled, 0, (nuint)index, first, (nuint)dims.Length), $"resize input {index} to {shape}");
        _inputs[index].Layout = Api.Layout.Of(shape);
    }

    private nint Fill(int index, Tensor value)
    {
        nint buffer = CreateBuffer(Check(Api.GetInputRequirements(_compiled, 0, (nuint)index, out nint need), "size an input", need), _inputs[index]);
        Check(Api.LockBuffer(buffer, out byte* address, Write), "write an input");
        value.ReadOnlyBytes().CopyTo(new Span<byte>(address, (int)value.ByteCount));
        Check(Api.UnlockBuffer(buffer), "write an input");
        return buffer;
    }

    private Api.RankedTensorType[] OutputTypes()
    {
        var layouts = new Api.Layout[_outputs.Length];
        fixed (Api.Layout* first = layouts)
            Check(Api.GetOutputLayouts(_compiled, 0, (nuint)layouts.Length, first, update: true), "find the outputs' shapes");
        return [.. _outputs.Zip(layouts, (type, layout) => new Api.RankedTensorType { ElementType = type.ElementType, Layout = layout })];
    }

    private static Tensor Fetch(nint buffer, Api.RankedTensorType type)
    {
        Tensor result = Tensor.Empty(NativeElementTypes.ToDType(type.ElementType, LiteRtRuntime.ProductName), type.Layout.Shape);
        Check(Api.LockBuffer(buffer, out byte* address, Read), "read an output");
        new ReadOnlySpan<byte>(address, (int)result.ByteCount).CopyTo(result.Storage.Bytes(0, (int)result.ByteCount));
        Check(Api.UnlockBuffer(buffer), "read an output");
        return result;
    }

    private nint CreateBuffer(nint requirements, Api.RankedTensorType type) =>
        Check(Api.CreateBuffer(_environment, type, requirements, out nint buffer), "create a buffer", buffer);

    private void Free()
    {
        if (_compiled != 0)
            Api.DestroyCompiledModel(_compiled);
        if (_model != 0)
            Api.DestroyModel(_model);
        NativeMemory.AlignedFree(_bytes);
        _compiled = 0;
    }

    private static TensorInfo Describe(string name, Api.RankedTensorType type) =>
        new(name, NativeElementTypes.ToDType(type.ElementType, LiteRtRuntime.ProductName), type.Layout.Shape);

    private static Api.RankedTensorType TypeOf(nint tensor) =>
        Check(Api.GetRankedTensorType(tensor, out Api.RankedTensorType type), "read a tensor's type", type);

    private static string Text(nint utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";

    private static T[] Each<T>(nuint count, Func<nuint, T> item) => [.. Enumerable.Range(0, (int)count).Select(i => item((nuint)i))];
}
